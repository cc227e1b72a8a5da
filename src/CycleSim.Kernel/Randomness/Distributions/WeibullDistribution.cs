using System.Globalization;

namespace CycleSim.Kernel;

/// <summary>Lifetimes whose failure rate is a power of the age, by inversion.</summary>
internal sealed class WeibullDistribution : Distribution
{
    private readonly double _shape;
    private readonly double _scale;

    public WeibullDistribution(double shape, double scale)
    {
        DistributionParameter.ThrowIfNotPositive(shape, nameof(shape));
        DistributionParameter.ThrowIfNotPositive(scale, nameof(scale));
        _shape = shape;
        _scale = scale;
    }

    public override double Draw(ref RandomWords words) => _scale * Math.Pow(-Math.Log(words.NextPositive()), 1 / _shape);

    public override string Describe() => string.Create(
        CultureInfo.InvariantCulture, $"a Weibull distribution of shape {_shape} and scale {_scale}");
}
