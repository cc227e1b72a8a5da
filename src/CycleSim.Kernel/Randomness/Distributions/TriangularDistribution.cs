using System.Globalization;

namespace CycleSim.Kernel;

/// <summary>A density that rises linearly to the mode and falls linearly after it.</summary>
internal sealed class TriangularDistribution : Distribution
{
    private readonly double _low;
    private readonly double _mode;
    private readonly double _high;

    public TriangularDistribution(double low, double mode, double high)
    {
        DistributionParameter.ThrowIfNotFinite(low, nameof(low));
        DistributionParameter.ThrowIfNotFinite(high - low, nameof(high));
        DistributionParameter.ThrowIfOutside(high, low, double.MaxValue, nameof(high));
        DistributionParameter.ThrowIfOutside(mode, low, high, nameof(mode));
        _low = low;
        _mode = mode;
        _high = high;
    }

    // By inversion, in each of the two branches of the distribution function.
    public override double Draw(ref RandomWords words)
    {
        double range = _high - _low;
        double uniform = words.NextDouble();
        return uniform * range < _mode - _low
            ? _low + Math.Sqrt(uniform * range * (_mode - _low))
            : _high - Math.Sqrt((1 - uniform) * range * (_high - _mode));
    }

    public override string Describe() => string.Create(
        CultureInfo.InvariantCulture, $"a triangular distribution from {_low} over {_mode} to {_high}");
}
