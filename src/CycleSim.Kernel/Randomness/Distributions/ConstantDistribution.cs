using System.Globalization;

namespace CycleSim.Kernel;

/// <summary>A number that is always the same.</summary>
internal sealed class ConstantDistribution : Distribution
{
    private readonly double _value;

    public ConstantDistribution(double value)
    {
        DistributionParameter.ThrowIfNotFinite(value, nameof(value));
        _value = value;
    }

    public override double Draw(ref RandomWords words) => _value;

    public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"the constant {_value}");
}
