namespace CycleSim.Arrays.Cells;

/// <summary>
/// How the cells of an STT-MRAM are written, as a file states it or as an <see cref="CycleSim.Device.Writing.JunctionWritePoint"/> of a
/// junction was solved.
/// </summary>
/// <param name="Name">Name, e.g. "base".</param>
/// <param name="CurrentA">Current of a write in A.</param>
/// <param name="PulseS">Length of the pulse in s.</param>
/// <param name="SetEnergyJ">Energy in the cell of writing the parallel (low-resistance) state, in J.</param>
/// <param name="ResetEnergyJ">Energy in the cell of writing the antiparallel (high-resistance) state, in J.</param>
/// <param name="WriteErrorRate">Probability that a write fails; null where it is not stated.</param>
/// <param name="Junction">The junction that the point was solved for, a shipped name or a file; null where current and pulse are only
/// stated.</param>
public sealed record WritePoint(
    string Name, double CurrentA, double PulseS, double SetEnergyJ, double ResetEnergyJ, double? WriteErrorRate = null,
    string? Junction = null);
