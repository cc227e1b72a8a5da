using System.Globalization;

namespace CycleSim.Kernel;

/// <summary>The Cauchy distribution, by inversion.</summary>
internal sealed class CauchyDistribution : Distribution
{
    private readonly double _location;
    private readonly double _scale;

    public CauchyDistribution(double location, double scale)
    {
        DistributionParameter.ThrowIfNotFinite(location, nameof(location));
        DistributionParameter.ThrowIfNotPositive(scale, nameof(scale));
        _location = location;
        _scale = scale;
    }

    public override double Draw(ref RandomWords words) => _location + (_scale * Math.Tan(Math.PI * (words.NextDouble() - 0.5)));

    public override string Describe() => string.Create(
        CultureInfo.InvariantCulture, $"a Cauchy distribution of location {_location} and scale {_scale}");
}
