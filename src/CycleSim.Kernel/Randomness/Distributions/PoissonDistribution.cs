using System.Globalization;

namespace CycleSim.Kernel;

/// <summary>
/// Numbers of independent events in a given time. Small means count exponential times; from 10 on the transformed rejection of
/// W. Hoermann, "The Transformed Rejection Method for Generating Poisson Random Variables", Insurance: Mathematics and Economics 12
/// (1993), algorithm PTRS, takes about the same time for every mean.
/// </summary>
internal sealed class PoissonDistribution : Distribution
{
    private const double RejectionFromMean = 10;
    private const double MaxMean = 1UL << 40;

    private readonly double _mean;

    public PoissonDistribution(double mean)
    {
        DistributionParameter.ThrowIfNotPositive(mean, nameof(mean));
        DistributionParameter.ThrowIfOutside(mean, 0, MaxMean, nameof(mean));
        _mean = mean;
    }

    public override double Draw(ref RandomWords words) => _mean < RejectionFromMean ? Count(ref words) : Reject(ref words);

    public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"a Poisson distribution of mean {_mean}");

    /// <summary>The logarithm of the factorial of a whole number.</summary>
    internal static double LogFactorial(double k)
    {
        // Stirling's series: its first four terms are exact to 12 digits from 10 on, and smaller numbers are led there.
        double product = 1;
        for (; k < 10; k++)
            product *= k + 1;
        double x = k + 1;
        double square = x * x;
        double series = (1.0 / 12) - (((1.0 / 360) - (((1.0 / 1260) - (1 / (1680 * square))) / square)) / square);
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + (series / x) - Math.Log(product);
    }

    private double Count(ref RandomWords words)
    {
        // The product of uniform numbers is the exponential of minus the sum of exponential times.
        double end = Math.Exp(-_mean);
        double product = words.NextPositive();
        int count = 0;
        for (; product > end; count++)
            product *= words.NextPositive();
        return count;
    }

    // Constants and steps as in the paper.
    private double Reject(ref RandomWords words)
    {
        double b = 0.931 + (2.53 * Math.Sqrt(_mean));
        double a = -0.059 + (0.02483 * b);
        double inverseAlpha = 1.1239 + (1.1328 / (b - 3.4));
        double acceptedAtOnce = 0.9277 - (3.6224 / (b - 2));
        while (true)
        {
            double u = words.NextDouble() - 0.5;
            double v = words.NextPositive();
            double us = 0.5 - Math.Abs(u);
            double k = Math.Floor((((2 * a / us) + b) * u) + _mean + 0.43);
            if (us >= 0.07 && v <= acceptedAtOnce)
                return k;
            if (k < 0 || (us < 0.013 && v > us))
                continue;
            double logDensity = (k * Math.Log(_mean)) - _mean - LogFactorial(k);
            if (Math.Log(v * inverseAlpha / ((a / (us * us)) + b)) <= logDensity)
                return k;
        }
    }
}
