using CycleSim.Device.Writing;
using CycleSim.Platform;
using MathNet.Numerics.RootFinding;

namespace CycleSim.Device.Variation;

/// <summary>
/// Writes of cells that differ, by their mean write error rate: what a write of a random cell suffers. Currents, voltages and energies are
/// those of the nominal cell. Thread-safe.
/// </summary>
/// <param name="population">The cells.</param>
public sealed class PopulationWritePoints(CellPopulation population) : IWritePoints
{
    // How far ln E[W] may be off where a solution is said to be found, and the accuracy of a pulse that is solved for, in its logarithm.
    private const double RateAccuracy = 1e-4;
    private const double PulseAccuracy = 1e-8;

    private const double FirstStep = 0.05;

    /// <inheritdoc/>
    public JunctionWritePoint AtWerAndPulse(double writeErrorRate, double pulseNs)
    {
        CellPopulation.CheckMeanRate(writeErrorRate);
        double currentUa = population.CurrentUaOfMean(writeErrorRate, pulseNs);
        double found = population.MeanRate(currentUa, pulseNs);
        return Math.Abs(Math.Log(found / writeErrorRate)) < RateAccuracy
            ? At(writeErrorRate, currentUa, pulseNs)
            : throw new InputException(FormattableString.Invariant(
                $"no current gives these cells a mean write error rate of {writeErrorRate:G3} in {pulseNs:G4} ns"));
    }

    /// <inheritdoc/>
    public JunctionWritePoint AtWerAndCurrent(double writeErrorRate, double currentUa)
    {
        CellPopulation.CheckMeanRate(writeErrorRate);
        double target = Math.Log(writeErrorRate);
        double Excess(double logPulse) => Math.Log(population.MeanRate(currentUa, Pulse(logPulse))) - target;
        double lowest = Math.Log(WriteSolver.MinPulseNs);
        double highest = Math.Log(population.MaxPulseNs);
        double low = Guess(writeErrorRate, currentUa, lowest, highest);
        double excess = Excess(low);
        double high = low;
        double step = FirstStep;
        for (; excess <= 0 && low > lowest; step *= 2)
        {
            high = low;
            low = Math.Max(lowest, low - step);
            excess = Excess(low);
        }

        if (excess <= 0)
            throw Unreachable(writeErrorRate, currentUa, $"even a pulse of {WriteSolver.MinPulseNs} ns fails less often");
        for (; high == low || Excess(high) > 0; step *= 2)
        {
            if (high >= highest)
                throw Unreachable(
                    writeErrorRate, currentUa, FormattableString.Invariant($"allowed: pulses up to {population.MaxPulseNs:G4} ns"));
            low = high;
            high = Math.Min(highest, high + step);
        }

        return At(writeErrorRate, currentUa, Pulse(Brent.FindRoot(Excess, low, high, PulseAccuracy, 100)));
    }

    /// <summary>The point of a current whose mean write error rate is known.</summary>
    /// <param name="writeErrorRate">That rate.</param>
    /// <param name="currentUa">Current of the nominal cell in uA.</param>
    /// <param name="pulseNs">Pulse width in ns.</param>
    public JunctionWritePoint At(double writeErrorRate, double currentUa, double pulseNs)
    {
        // uA V ns = 1e-15 J = 1e-3 pJ
        double Energy(double cosine) => currentUa * Voltage(cosine) * pulseNs * 1e-3;
        double Voltage(double cosine) => population.Junction.Resistance.CellVoltageV(currentUa * 1e-6, cosine);
        return new(writeErrorRate, currentUa, pulseNs, Voltage(1), Energy(1), Energy(-1));
    }

    /// <summary>The logarithm of the pulse that the nominal cell needs, roughly: one cell is far cheaper than the mean.</summary>
    private double Guess(double writeErrorRate, double currentUa, double low, double high)
    {
        for (int halving = 0; halving < 12; halving++)
        {
            double middle = (low + high) / 2;
            if (population.NominalRate(currentUa, Pulse(middle)) > writeErrorRate)
                low = middle;
            else
                high = middle;
        }

        return low;
    }

    // Rounding of logarithms must not lead beyond the ends.
    private double Pulse(double logPulse) => Math.Clamp(Math.Exp(logPulse), WriteSolver.MinPulseNs, population.MaxPulseNs);

    private static InputException Unreachable(double writeErrorRate, double currentUa, string why) => new(FormattableString.Invariant(
        $"no pulse gives these cells a mean write error rate of {writeErrorRate:G3} at {currentUa:G4} uA; ") + why);
}
