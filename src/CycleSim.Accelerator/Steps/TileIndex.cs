using CycleSim.Accelerator.Mapping;
using CycleSim.Accelerator.Scheduling;

namespace CycleSim.Accelerator.Steps;

/// <summary>A tile of a product: which step over each dimension.</summary>
/// <param name="M">Step over the output rows.</param>
/// <param name="N">Step over the output columns.</param>
/// <param name="K">Step over what is summed.</param>
internal readonly record struct TileIndex(int M, int N, int K)
{
    /// <summary>All tiles of a product in the order of its loops; K is the inner one.</summary>
    internal static IEnumerable<TileIndex> All(GemmTilePlan plan)
    {
        bool isRowOuter = plan.Loops.Order.Outer == GemmDimension.M;
        (int outer, int middle) = isRowOuter ? (plan.M.Length, plan.N.Length) : (plan.N.Length, plan.M.Length);
        for (int i = 0; i < outer; i++)
            for (int j = 0; j < middle; j++)
                for (int k = 0; k < plan.K.Length; k++)
                    yield return isRowOuter ? new TileIndex(i, j, k) : new TileIndex(j, i, k);
    }
}
