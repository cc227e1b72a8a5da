using System.Collections.Immutable;
using CycleSim.Configuration.Keys;

namespace CycleSim.Dram.Standards;

/// <summary>The keys of "dramsim3" in a DRAM standard's file.</summary>
internal static class Dramsim3StandardKeys
{
    internal static readonly KeySet All = new("DRAMsim3 names", "How configurations of DRAMsim3 describe parts of the standard.");

    internal static readonly Key<ImmutableArray<string>> Protocols = All.Strings("protocols", "Values of its key protocol.", min: 1);

    internal static readonly Key<int> BeatsPerCycle = All.Int(
        "beats_per_cycle", "Beats of a burst in a clock cycle: burst_cycles is BL divided by it.", 1, 16);

    internal static readonly Key<string> ColumnFactor = All.String(
        "column_factor", "Columns of a row for each one that its key columns counts: a whole number, or bl for the burst length.", "1");

    internal static readonly Key<string> Burst = All.String(
        "burst_cycles", "Cycles of a burst in that tool, a formula.", whenMissing: "as in the standard");

    internal static readonly Key<string> Note = All.String(
        "note", "What a reader of such a configuration should know, a sentence.", whenMissing: "nothing");
}
