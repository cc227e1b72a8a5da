using System.Globalization;

namespace CycleSim.Kernel;

/// <summary>The normal distribution.</summary>
internal sealed class NormalDistribution : Distribution
{
    private readonly double _mean;
    private readonly double _standardDeviation;

    public NormalDistribution(double mean, double standardDeviation)
    {
        DistributionParameter.ThrowIfNotFinite(mean, nameof(mean));
        DistributionParameter.ThrowIfNegative(standardDeviation, nameof(standardDeviation));
        _mean = mean;
        _standardDeviation = standardDeviation;
    }

    public override double Draw(ref RandomWords words) => _mean + (_standardDeviation * words.NextNormal());

    public override string Describe() => string.Create(
        CultureInfo.InvariantCulture, $"a normal distribution of mean {_mean} and standard deviation {_standardDeviation}");
}
