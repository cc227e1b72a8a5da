using System.Globalization;

namespace CycleSim.Kernel;

/// <summary>The beta distribution, on 0 to 1.</summary>
internal sealed class BetaDistribution : Distribution
{
    private readonly double _alpha;
    private readonly double _beta;

    public BetaDistribution(double alpha, double beta)
    {
        DistributionParameter.ThrowIfNotPositive(alpha, nameof(alpha));
        DistributionParameter.ThrowIfNotPositive(beta, nameof(beta));
        _alpha = alpha;
        _beta = beta;
    }

    public override double Draw(ref RandomWords words)
    {
        if (_alpha <= 1 && _beta <= 1)
            return DrawOfSmallShapes(ref words);
        double first = GammaDistribution.Standard(ref words, _alpha);
        return first / (first + GammaDistribution.Standard(ref words, _beta));
    }

    // The method of M. D. Johnk (1964). Gamma numbers of small shapes may both underflow to 0; here the ratio of the two powers is
    // taken from their logarithms when that happens.
    private double DrawOfSmallShapes(ref RandomWords words)
    {
        while (true)
        {
            double logFirst = Math.Log(words.NextPositive()) / _alpha;
            double logSecond = Math.Log(words.NextPositive()) / _beta;
            if (Math.Exp(logFirst) + Math.Exp(logSecond) <= 1)
                return 1 / (1 + Math.Exp(logSecond - logFirst));
        }
    }

    public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"a beta distribution of shapes {_alpha} and {_beta}");
}
