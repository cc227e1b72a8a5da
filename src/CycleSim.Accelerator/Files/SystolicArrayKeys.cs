using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Files;

/// <summary>The keys of "systolic_array" in a machine's file.</summary>
internal static class SystolicArrayKeys
{
    internal static readonly KeySet All = new("systolic array", "An output-stationary systolic array.");

    internal static readonly Key<int> Rows = All.Int("rows", "Rows of processing elements.", 1, 4096);

    internal static readonly Key<int> Columns = All.Int("columns", "Columns of processing elements.", 1, 4096);

    internal static readonly Key<DrainMode> Drain = All.Enum<DrainMode>(
        "drain",
        "How outputs leave the array.",
        [
            new(DrainMode.Physical, "by the bottom edge, then the next fold starts"),
            new(DrainMode.Overlapped, "from shadow accumulators, while the next fold computes"),
            new(DrainMode.Scalesim, "as SCALE-Sim v2 and v3 count, for comparison"),
        ],
        DrainMode.Physical);

    internal static readonly Key<bool> TrimEdgeFolds = All.Bool(
        "trim_edge_folds", "Whether folds at the edge of a GEMM use only the rows and columns they fill; with drain physical.", false);
}
