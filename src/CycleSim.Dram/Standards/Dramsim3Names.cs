using System.Collections.Immutable;

namespace CycleSim.Dram.Standards;

/// <summary>How configurations of DRAMsim3 describe parts of a standard.</summary>
/// <param name="Protocols">Values of the key protocol.</param>
/// <param name="BeatsPerCycle">Beats of a burst in a clock cycle.</param>
/// <param name="ColumnFactor">Columns of a row for each one that the key columns counts; null for the burst length.</param>
/// <param name="BurstCycles">Cycles of a burst in that tool, a formula; null when as in the standard.</param>
/// <param name="Note">What a reader of such a configuration should know, a sentence; null when nothing.</param>
public sealed record Dramsim3Names(
    ImmutableArray<string> Protocols, int BeatsPerCycle, int? ColumnFactor, string? BurstCycles, string? Note);
