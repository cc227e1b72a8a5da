using CycleSim.Device.Variation;
using CycleSim.Platform;

namespace CycleSim.Device.WriteVerify;

/// <summary>A write point whose errors are verified and written again.</summary>
/// <param name="CurrentUa">Nominal current in uA.</param>
/// <param name="PulseNs">Width of each pulse in ns.</param>
/// <param name="Failures">For k = 1 to the number of attempts, E[W^k] over the cells.</param>
public sealed record VerifiedWritePoint(double CurrentUa, double PulseNs, IReadOnlyList<double> Failures)
{
    /// <summary>At a current.</summary>
    /// <param name="population">The cells.</param>
    /// <param name="currentUa">Nominal current in uA.</param>
    /// <param name="pulseNs">Width of each pulse in ns.</param>
    /// <param name="attempts">Attempts that are allowed, 1 to <see cref="AttemptStatistics.MaxAttempts"/>.</param>
    /// <exception cref="InputException">An argument is out of range.</exception>
    public static VerifiedWritePoint At(CellPopulation population, double currentUa, double pulseNs, int attempts)
    {
        ArgumentNullException.ThrowIfNull(population);
        CheckAttempts(attempts);
        return new(currentUa, pulseNs, [.. Enumerable.Range(1, attempts).Select(k => population.MeanRate(currentUa, pulseNs, k))]);
    }

    /// <summary>With the current that leaves a share of toggling bits wrong after the last attempt.</summary>
    /// <param name="population">The cells.</param>
    /// <param name="residualRate">The share, above 0 and below 1.</param>
    /// <param name="pulseNs">Width of each pulse in ns.</param>
    /// <param name="attempts">Attempts that are allowed, 1 to <see cref="AttemptStatistics.MaxAttempts"/>.</param>
    /// <exception cref="InputException">An argument is out of range, or no current does it.</exception>
    public static VerifiedWritePoint Reaching(CellPopulation population, double residualRate, double pulseNs, int attempts)
    {
        ArgumentNullException.ThrowIfNull(population);
        CheckAttempts(attempts);
        return At(population, population.CurrentUaOfMean(residualRate, pulseNs, attempts), pulseNs, attempts);
    }

    private static void CheckAttempts(int attempts)
    {
        if (attempts is < 1 or > AttemptStatistics.MaxAttempts)
            throw new InputException($"{attempts} attempts are out of range; allowed: 1 to {AttemptStatistics.MaxAttempts}");
    }
}
