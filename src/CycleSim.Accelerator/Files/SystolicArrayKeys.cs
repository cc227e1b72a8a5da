using CycleSim.Accelerator.Dataflow.Timing;
using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Files;

/// <summary>The keys of "systolic_array" in a machine's file.</summary>
internal static class SystolicArrayKeys
{
    internal static readonly KeySet All = new("systolic array", "One systolic array, or several in lockstep.");

    internal static readonly Key<int> Rows = All.Int("rows", "Rows of processing elements of an array.", 1, SystolicArraySpec.MaxSide);

    internal static readonly Key<int> Columns = All.Int(
        "columns", "Columns of processing elements of an array.", 1, SystolicArraySpec.MaxSide);

    internal static readonly Key<int> Arrays = All.Int(
        "arrays",
        "Number of arrays, which step together. They share the operand that enters from the left and have columns of their own; with a "
        + "stationary operand they may instead hold the same tile and share out the stream.",
        1, SystolicArraySpec.MaxArrays, fallback: 1);

    internal static readonly Key<DataflowKind> Dataflow = All.Enum<DataflowKind>(
        "dataflow",
        "What stays in the processing elements; weights and inputs with residency tiled.",
        [
            new(DataflowKind.OutputStationary, "outputs stay, both operands stream"),
            new(DataflowKind.WeightStationary, "the second operand of a product stays, as weights in the forward pass; sums move down"),
            new(DataflowKind.InputStationary, "the first operand stays, as activations in the forward pass; sums move down"),
        ],
        DataflowKind.OutputStationary);

    internal static readonly Key<string> Variant = All.Choice(
        "variant", "When the next tile of a stationary operand is loaded.", StationaryLoads.All, SystolicArraySpec.DefaultTileLoad);

    internal static readonly Key<DrainMode> Drain = All.Enum<DrainMode>(
        "drain",
        "How outputs leave an output-stationary array.",
        [
            new(DrainMode.Physical, "by the bottom edge, then the next fold starts"),
            new(DrainMode.Overlapped, "from shadow accumulators, while the next fold computes"),
            new(DrainMode.Scalesim, "as SCALE-Sim v2 and v3 count, for comparison"),
        ],
        DrainMode.Physical);

    internal static readonly Key<bool> TrimEdgeFolds = All.Bool(
        "trim_edge_folds",
        "Whether folds at the edge of a GEMM use only the rows and columns they fill; with drain physical or variant serial.",
        false);
}
