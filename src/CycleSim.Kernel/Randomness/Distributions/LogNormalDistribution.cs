using System.Globalization;

namespace CycleSim.Kernel;

/// <summary>Numbers whose logarithm is normally distributed.</summary>
internal sealed class LogNormalDistribution : Distribution
{
    private readonly double _mu;
    private readonly double _sigma;

    public LogNormalDistribution(double mu, double sigma)
    {
        DistributionParameter.ThrowIfNotFinite(mu, nameof(mu));
        DistributionParameter.ThrowIfNegative(sigma, nameof(sigma));
        _mu = mu;
        _sigma = sigma;
    }

    /// <summary>The distribution whose numbers, not their logarithms, have these moments.</summary>
    public static LogNormalDistribution OfMoments(double mean, double standardDeviation)
    {
        DistributionParameter.ThrowIfNotPositive(mean, nameof(mean));
        DistributionParameter.ThrowIfNegative(standardDeviation, nameof(standardDeviation));
        double ratio = standardDeviation / mean;
        double variance = Math.Log(1 + (ratio * ratio));
        return new LogNormalDistribution(Math.Log(mean) - (variance / 2), Math.Sqrt(variance));
    }

    public override double Draw(ref RandomWords words) => Math.Exp(_mu + (_sigma * words.NextNormal()));

    public override string Describe() => string.Create(
        CultureInfo.InvariantCulture, $"a log-normal distribution of mu {_mu} and sigma {_sigma}");
}
