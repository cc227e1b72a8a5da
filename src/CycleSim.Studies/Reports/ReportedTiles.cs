using CycleSim.Accelerator.Steps;

namespace CycleSim.Studies.Reports;

/// <summary>Tiles that a GEMM flowed in, as a report has them.</summary>
/// <param name="Tm">Rows of a tile of the output.</param>
/// <param name="Tn">Its columns.</param>
/// <param name="Tk">Its part of the reduction dimension K.</param>
/// <param name="Order">Loops from the outermost to the innermost.</param>
/// <param name="Tiles">Number of tiles, of all products.</param>
public sealed record ReportedTiles(long Tm, long Tn, long Tk, string Order, long Tiles)
{
    internal static ReportedTiles? Of(GemmResult gemm) => gemm.Loops is { } loops
        ? new(loops.Tiling.Tm, loops.Tiling.Tn, loops.Tiling.Tk, loops.Order.Name, gemm.Tiles)
        : null;
}
