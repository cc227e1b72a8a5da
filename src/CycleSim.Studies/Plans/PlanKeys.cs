using System.Collections.Immutable;
using CycleSim.Accelerator.Files;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Plans;

/// <summary>The keys of a study plan, the file of `cyclesim sweep`.</summary>
internal static class PlanKeys
{
    internal const double MinMm2 = 1e-6;
    internal const double MaxMm2 = 1e6;

    private const string OtherSize = "another key gives the sizes";

    /// <summary>All keys of the file.</summary>
    public static readonly KeySet All = new("study plan", "A grid of training steps: every combination of what the lists name.");

    internal static readonly Key<string> Name = All.String("name", "Name of the study.");

    internal static readonly Key<string> Description = All.String("description", "What the study asks.", "");

    internal static readonly Key<ImmutableArray<string>> Networks = All.Strings("networks", "Shipped networks, or files.", 1);

    internal static readonly Key<ImmutableArray<int>> Batches = All.Ints("batches", "Batch sizes.", 1, TrainingStepLowering.MaxBatch, 1);

    internal static readonly Key<ImmutableArray<string>> Machines = All.Strings(
        "machines", "Shipped machines, or files.", 1, whenMissing: "\"paper\" alone");

    internal static readonly Key<ImmutableArray<KeyValues>> Overrides = All.Objects(
        "overrides", "Old form of \"changes\" in \"axes\".", MachineChangeKeys.All, whenMissing: "the machines as they are");

    internal static readonly Key<ConfigObject> Axes = All.Axes(
        "axes",
        "Keys of the machines' files, or paths such as systolic_array.dataflow, each with a list of values; all combinations run. "
        + "Values of \"changes\" are objects of several keys.",
        "the machines as they are");

    internal static readonly Key<ImmutableArray<string>> Memories = All.Strings("memories", "Shipped memories, or files.", 1);

    internal static readonly Key<ImmutableArray<KeyValues>> WritePoints = All.Objects(
        "write_points", "Write points, each of which is given to every memory that has one.", PlanWritePointKeys.All,
        whenMissing: "those of the memories");

    internal static readonly Key<ImmutableArray<long>> Capacities = All.Sizes("capacities", "On-chip capacities.", 1, OtherSize);

    internal static readonly Key<KeyValues> CapacityRange = All.Object(
        "capacity_range", "On-chip capacities in equal ratios.", CapacityRangeKeys.All, OtherSize);

    internal static readonly Key<ImmutableArray<double>> Areas = All.Numbers(
        "areas_mm2", "On-chip areas; each memory has the capacity that fits.", MinMm2, MaxMm2, "mm2", 1, whenMissing: OtherSize);

    internal static readonly Key<KeyValues> AreaRange = All.Object(
        "area_range_mm2", "On-chip areas in equal ratios.", AreaRangeKeys.All, OtherSize);

    internal static readonly ImmutableArray<DeclaredKey> Sizes = All.ExactlyOne(Capacities, CapacityRange, Areas, AreaRange);
}
