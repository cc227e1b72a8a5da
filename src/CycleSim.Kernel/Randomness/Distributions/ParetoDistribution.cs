using System.Globalization;

namespace CycleSim.Kernel;

/// <summary>A power law, by inversion.</summary>
internal sealed class ParetoDistribution : Distribution
{
    private readonly double _min;
    private readonly double _shape;

    public ParetoDistribution(double min, double shape)
    {
        DistributionParameter.ThrowIfNotPositive(min, nameof(min));
        DistributionParameter.ThrowIfNotPositive(shape, nameof(shape));
        _min = min;
        _shape = shape;
    }

    public override double Draw(ref RandomWords words) => _min * Math.Pow(words.NextPositive(), -1 / _shape);

    public override string Describe() => string.Create(
        CultureInfo.InvariantCulture, $"a Pareto distribution of minimum {_min} and shape {_shape}");
}
