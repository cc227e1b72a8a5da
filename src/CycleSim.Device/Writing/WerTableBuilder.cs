using CycleSim.Device.FokkerPlanck;
using CycleSim.Device.Junction;
using CycleSim.Platform;

namespace CycleSim.Device.Writing;

/// <summary>Solves a table of write error rates, checks it halfway between its points, and refines it until it is good enough.</summary>
public static class WerTableBuilder
{
    /// <summary>Largest relative error of interpolation that a table may have.</summary>
    public const double LargestInterpolationError = 0.005;

    private const int MinPoints = 13;
    private const int MaxRefinements = 5;
    private const double Nano = 1e-9;
    private const double Micro = 1e-6;

    // ln WER of the rates that the error statement covers.
    private static readonly double MinLog = Math.Log(WriteSolver.MinWriteErrorRate);

    /// <summary>Builds a table.</summary>
    /// <param name="junction">The junction.</param>
    /// <param name="direction">The starting state of the writes.</param>
    /// <param name="currentsUa">Smallest and largest current in uA.</param>
    /// <param name="pulsesNs">Shortest and longest pulse in ns.</param>
    /// <returns>The table.</returns>
    /// <exception cref="InputException">A range is empty or beyond what the solver allows.</exception>
    public static WerTable Build(
        MagneticTunnelJunction junction,
        WriteDirection direction,
        (double Min, double Max) currentsUa,
        (double Min, double Max) pulsesNs)
    {
        ArgumentNullException.ThrowIfNull(junction);
        if (!(currentsUa.Min >= 0 && currentsUa.Min < currentsUa.Max))
            throw new InputException(FormattableString.Invariant(
                $"currents from {currentsUa.Min:G4} to {currentsUa.Max:G4} uA are no range; allowed: from 0 upwards"));
        if (!(pulsesNs.Min >= WriteSolver.MinPulseNs && pulsesNs.Min < pulsesNs.Max))
            throw new InputException(FormattableString.Invariant(
                $"pulses from {pulsesNs.Min:G4} to {pulsesNs.Max:G4} ns are no range; ")
                + FormattableString.Invariant($"allowed: from {WriteSolver.MinPulseNs} ns upwards"));

        WriteSolver solver = new(junction, direction);
        solver.CheckOverdrive(currentsUa.Max * Micro);
        WriteSolver.CheckPulse(pulsesNs.Max);
        double[] currents = Axis(currentsUa.Min, currentsUa.Max, MinPoints);
        double[] pulses = Axis(pulsesNs.Min, pulsesNs.Max, MinPoints);
        double[,] coarse = LogRates(solver, junction, currents, pulses);
        for (int refinement = 0; ; refinement++)
        {
            // The finer grid contains the coarser one and the points halfway between, which check it.
            double[] fineCurrents = Axis(currentsUa.Min, currentsUa.Max, 2 * currents.Length - 1);
            double[] finePulses = Axis(pulsesNs.Min, pulsesNs.Max, 2 * pulses.Length - 1);
            double[,] fine = LogRates(solver, junction, fineCurrents, finePulses);
            WerTable table = Table(junction, direction, currents, pulses, coarse, 0);
            double error = LargestError(table, fineCurrents, finePulses, fine);
            if (error <= LargestInterpolationError)
                return Table(junction, direction, currents, pulses, coarse, error);
            if (refinement == MaxRefinements)
                throw new InputException(FormattableString.Invariant(
                    $"a table of these ranges has an interpolation error of {error:P2} even at ")
                    + $"{currents.Length} x {pulses.Length} points; take narrower ranges");
            (currents, pulses, coarse) = (fineCurrents, finePulses, fine);
        }
    }

    private static WerTable Table(
        MagneticTunnelJunction junction, WriteDirection direction, double[] currents, double[] pulses, double[,] logRates, double error) =>
        new(currents, pulses, logRates)
        {
            Junction = junction.Name,
            Direction = direction,
            InterpolationError = error,
            Resistance = junction.Resistance,
        };

    private static double[] Axis(double from, double to, int points) =>
        [.. Enumerable.Range(0, points).Select(k => from + (to - from) * k / (points - 1))];

    private static double[,] LogRates(WriteSolver solver, MagneticTunnelJunction junction, double[] currents, double[] pulses)
    {
        double[,] rates = new double[currents.Length, pulses.Length];
        Parallel.For(0, currents.Length, c =>
        {
            SwitchingCurve curve = solver.Curve(currents[c], pulses[^1]);
            for (int p = 0; p < pulses.Length; p++)
                rates[c, p] = Math.Min(0, Math.Log(curve.WriteErrorRate(pulses[p] * Nano / junction.CharacteristicTimeS)));
        });
        return rates;
    }

    private static double LargestError(WerTable table, double[] currents, double[] pulses, double[,] logRates)
    {
        double largest = 0;
        for (int c = 0; c < currents.Length; c++)
            for (int p = 0; p < pulses.Length; p++)
                if (logRates[c, p] >= MinLog)
                    largest = Math.Max(largest, Math.Abs(Math.Exp(table.LogRate(currents[c], pulses[p]) - logRates[c, p]) - 1));
        return largest;
    }
}
