using CycleSim.Device.Junction;
using CycleSim.Device.Writing;
using CycleSim.Platform;

namespace CycleSim.Arrays.Cells;

/// <summary>Write points from the device layer.</summary>
public static class DeviceWritePoints
{
    /// <summary>Write error rate of the paper's baseline.</summary>
    public const double BaseWriteErrorRate = 8.62e-10;

    /// <summary>Write error rate of the paper's cheap writes.</summary>
    public const double RelaxedWriteErrorRate = 8e-4;

    /// <summary>The point at which a junction reaches a write error rate within a pulse.</summary>
    /// <param name="name">Name of the point.</param>
    /// <param name="junction">A shipped junction, e.g. "P55", or the path of a file.</param>
    /// <param name="writeErrorRate">Probability that a bit that is to change keeps its old value.</param>
    /// <param name="pulseNs">Pulse width in ns.</param>
    /// <exception cref="InputException">No such junction, or the rate cannot be reached.</exception>
    public static WritePoint AtPulse(string name, string junction, double writeErrorRate, double pulseNs) =>
        Of(name, junction, Solver(junction).AtWerAndPulse(writeErrorRate, pulseNs));

    /// <summary>The point at which a junction reaches a write error rate with the current of another point.</summary>
    /// <param name="name">Name of the point.</param>
    /// <param name="junction">A shipped junction, e.g. "P55", or the path of a file.</param>
    /// <param name="writeErrorRate">Probability that a bit that is to change keeps its old value.</param>
    /// <param name="other">Write error rate and pulse width in ns of the point that has the current.</param>
    /// <exception cref="InputException">No such junction, or a rate cannot be reached.</exception>
    public static WritePoint AtCurrentOf(
        string name, string junction, double writeErrorRate, (double WriteErrorRate, double PulseNs) other)
    {
        WriteSolver solver = Solver(junction);
        double currentUa = solver.AtWerAndPulse(other.WriteErrorRate, other.PulseNs).CurrentUa;
        return Of(name, junction, solver.AtWerAndCurrent(writeErrorRate, currentUa));
    }

    /// <summary>The point of a junction at a current and a pulse.</summary>
    /// <param name="name">Name of the point.</param>
    /// <param name="junction">A shipped junction, e.g. "P55", or the path of a file.</param>
    /// <param name="currentA">Current in A.</param>
    /// <param name="pulseS">Pulse width in s.</param>
    /// <exception cref="InputException">No such junction, or current or pulse are out of range.</exception>
    public static WritePoint AtCurrentAndPulse(string name, string junction, double currentA, double pulseS) =>
        Of(name, junction, Solved(junction, currentA, pulseS));

    /// <summary>Probability that a write fails, solved for a junction's current and pulse.</summary>
    /// <param name="junction">A shipped junction, e.g. "P55", or the path of a file.</param>
    /// <param name="currentA">Current in A.</param>
    /// <param name="pulseS">Pulse width in s.</param>
    /// <exception cref="InputException">No such junction, or current or pulse are out of range.</exception>
    public static double ErrorRate(string junction, double currentA, double pulseS) =>
        Solved(junction, currentA, pulseS).WriteErrorRate;

    private static JunctionWritePoint Solved(string junction, double currentA, double pulseS) =>
        Solver(junction).AtCurrentAndPulse(currentA * 1e6, pulseS * 1e9);

    private static WriteSolver Solver(string junction) => new(JunctionLoader.Load(junction));

    /// <summary>A point of the device layer as one of an array: reset starts parallel, set antiparallel.</summary>
    /// <param name="name">Name of the point.</param>
    /// <param name="junction">The junction that it is of; null if the point alone counts.</param>
    /// <param name="point">The point.</param>
    public static WritePoint Of(string name, string? junction, JunctionWritePoint point) => new(
        name, point.CurrentUa * 1e-6, point.PulseNs * 1e-9, point.EnergyPjAntiparallel * 1e-12, point.EnergyPjParallel * 1e-12,
        point.WriteErrorRate, junction);
}
