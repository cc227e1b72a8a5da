using System.Globalization;

namespace CycleSim.Kernel;

/// <summary>Times between independent events, by inversion.</summary>
internal sealed class ExponentialDistribution : Distribution
{
    private readonly double _mean;

    public ExponentialDistribution(double mean)
    {
        DistributionParameter.ThrowIfNotPositive(mean, nameof(mean));
        _mean = mean;
    }

    public override double Draw(ref RandomWords words) => -_mean * Math.Log(words.NextPositive());

    public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"an exponential distribution of mean {_mean}");
}
