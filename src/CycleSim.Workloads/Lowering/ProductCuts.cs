namespace CycleSim.Workloads.Lowering;

/// <summary>How the products of a GEMM operation can be cut into tiles that are products themselves.</summary>
/// <param name="M">Cuts of the output rows.</param>
/// <param name="N">Cuts of the output columns.</param>
/// <param name="K">Cuts of what is summed.</param>
public sealed record ProductCuts(DimensionCuts M, DimensionCuts N, DimensionCuts K)
{
    /// <summary>The cuts of an operation.</summary>
    /// <param name="gemm">The operation.</param>
    public static ProductCuts Of(GemmOperation gemm)
    {
        ArgumentNullException.ThrowIfNull(gemm);
        return new ProductCuts(
            DimensionCuts.Of(gemm.M, [.. PairsOf(gemm.Rows, LaneAxis.Slices), (gemm.Output.WordBase.Length, gemm.Output.Slices.Count)]),
            DimensionCuts.Of(gemm.N, PairsOf(gemm.Columns, LaneAxis.Slices)),
            DimensionCuts.Of(gemm.K, [.. PairsOf(gemm.Rows, LaneAxis.Words), .. PairsOf(gemm.Columns, LaneAxis.Words)]));
    }

    /// <summary>The tiles of given sizes.</summary>
    /// <param name="tm">Output rows of a tile.</param>
    /// <param name="tn">Output columns.</param>
    /// <param name="tk">What is summed in it.</param>
    /// <param name="isRowOuter">The loop over rows is the outer one; K is always the inner one.</param>
    public ProductTiles Tiles(long tm, long tn, long tk, bool isRowOuter) =>
        new(M.Ranges(tm), N.Ranges(tn), K.Ranges(tk), isRowOuter);

    private static IEnumerable<(int Locations, int Slices)> PairsOf(OperandView operand, LaneAxis axis) =>
        operand.LaneAxis == axis ? [(operand.Locations.Length, operand.Slices.Count)] : [];
}
