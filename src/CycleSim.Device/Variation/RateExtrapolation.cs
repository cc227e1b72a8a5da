namespace CycleSim.Device.Variation;

/// <summary>The current of a small rate by a straight line of ln W over current through two larger ones, and the true one.</summary>
/// <param name="FirstUa">Current of the first rate in uA.</param>
/// <param name="SecondUa">Current of the second rate in uA.</param>
/// <param name="TrueUa">Current of the small rate in uA.</param>
/// <param name="ExtrapolatedUa">The line's current of the small rate in uA.</param>
/// <param name="RateAtExtrapolated">The rate that the line's current has.</param>
public sealed record RateExtrapolation(
    double FirstUa, double SecondUa, double TrueUa, double ExtrapolatedUa, double RateAtExtrapolated)
{
    /// <summary>Relative error of the line's current.</summary>
    public double RelativeError => ExtrapolatedUa / TrueUa - 1;

    /// <summary>Extrapolates the mean rate of a population.</summary>
    /// <param name="population">The cells.</param>
    /// <param name="firstRate">The first rate, above 0 and below 1.</param>
    /// <param name="secondRate">The second rate, another one.</param>
    /// <param name="targetRate">The rate whose current is extrapolated.</param>
    /// <param name="pulseNs">Pulse width in ns.</param>
    /// <exception cref="Platform.InputException">A rate or a cell of the population is out of range.</exception>
    public static RateExtrapolation Of(CellPopulation population, double firstRate, double secondRate, double targetRate, double pulseNs)
    {
        ArgumentNullException.ThrowIfNull(population);
        double first = population.CurrentUaOfMean(firstRate, pulseNs);
        double second = population.CurrentUaOfMean(secondRate, pulseNs);
        double share = Math.Log(targetRate / firstRate) / Math.Log(secondRate / firstRate);
        double extrapolated = first + share * (second - first);
        return new(
            first, second, population.CurrentUaOfMean(targetRate, pulseNs), extrapolated, population.MeanRate(extrapolated, pulseNs));
    }
}
