using MathNet.Numerics.Distributions;

namespace CycleSim.Device.MonteCarlo;

/// <summary>Exact confidence intervals of a probability (C. J. Clopper and E. S. Pearson, Biometrika 26, 404 (1934)).</summary>
internal static class ClopperPearson
{
    /// <summary>The interval.</summary>
    /// <param name="events">How often it happened.</param>
    /// <param name="trials">Out of how many, at least 1.</param>
    /// <param name="confidence">Probability that the interval covers the truth, at least; above 0 and below 1.</param>
    /// <returns>Lower and upper end.</returns>
    public static (double Low, double High) Interval(long events, long trials, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(events, trials);
        double tail = (1 - confidence) / 2;
        double low = events == 0 ? 0 : Beta.InvCDF(events, trials - events + 1, tail);
        double high = events == trials ? 1 : Beta.InvCDF(events + 1, trials - events, 1 - tail);
        return (low, high);
    }
}
