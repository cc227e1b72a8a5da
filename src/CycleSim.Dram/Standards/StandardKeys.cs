using System.Collections.Immutable;
using CycleSim.Configuration.Keys;

namespace CycleSim.Dram.Standards;

/// <summary>The keys of a DRAM standard's file, models/standards/*.json.</summary>
public static class StandardKeys
{
    /// <summary>All keys of the file.</summary>
    public static readonly KeySet All = new(
        "DRAM standard",
        "What all parts of a standard share. Cycles are formulas: sums of parameters and whole numbers, with max(a, b), * and /.");

    internal static readonly Key<string> Name = All.String("name", "Name that the files of parts use.");

    internal static readonly Key<string> Description = All.String("description", "What the standard is.");

    internal static readonly Key<string> Source = All.String("source", "Where the rules come from.");

    internal static readonly Key<ImmutableArray<KeyValues>> Parameters = All.Objects(
        "parameters", "The keys of timing_cycles in a part's file.", ParameterKeys.All, min: 1);

    internal static readonly Key<string> Burst = All.String("burst_cycles", "Cycles that a burst takes on the data bus, a formula.");

    internal static readonly Key<string> ReadLatency = All.String(
        "read_latency", "Read command to first data, a formula: rl in the others.");

    internal static readonly Key<string> WriteLatency = All.String(
        "write_latency", "Write command to first data, a formula: wl in the others.");

    internal static readonly Key<bool> SeparateBuses = All.Bool(
        "row_and_column_bus", "Row and column commands have a bus each, so that two commands may leave in a cycle.", false);

    internal static readonly Key<ImmutableArray<KeyValues>> Constraints = All.Objects(
        "constraints", "Minimum distances between two commands.", ConstraintKeys.All, min: 1);

    internal static readonly Key<ImmutableArray<KeyValues>> Windows = All.Objects(
        "windows", "Windows of time that hold a limited number of activates of a rank.", ActivateWindowKeys.All);

    internal static readonly Key<KeyValues> Refresh = All.Object("refresh", "Refresh intervals and durations.", RefreshKeys.All);

    internal static readonly Key<KeyValues> Dramsim3 = All.Object(
        "dramsim3", "How the configurations of DRAMsim3 name this standard, and what that tool does differently.", Dramsim3StandardKeys.All,
        whenMissing: "no configuration of that tool has this standard");
}
