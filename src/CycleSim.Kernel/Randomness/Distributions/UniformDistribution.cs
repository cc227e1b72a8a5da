using System.Globalization;

namespace CycleSim.Kernel;

/// <summary>All numbers between two bounds, equally likely.</summary>
internal sealed class UniformDistribution : Distribution
{
    private readonly double _low;
    private readonly double _high;

    public UniformDistribution(double low, double high)
    {
        DistributionParameter.ThrowIfNotFinite(low, nameof(low));
        DistributionParameter.ThrowIfNotFinite(high - low, nameof(high));
        DistributionParameter.ThrowIfOutside(high, low, double.MaxValue, nameof(high));
        _low = low;
        _high = high;
    }

    public override double Draw(ref RandomWords words) => _low + ((_high - _low) * words.NextDouble());

    public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"a uniform distribution from {_low} to {_high}");
}
