using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Steps;

/// <summary>The products of a GEMM operation, one after the other; most have one.</summary>
internal sealed class GemmProducts(
    StepMachine machine, int operation, GemmOperation gemm, OperationResidency placement, IReadOnlyList<TensorLayout> layouts,
    DramMap dramMap)
{
    private readonly FoldTileSource _first = new(machine, operation, gemm.Product(0), placement, layouts, dramMap);

    /// <summary>Shape of a product, and what all of them are together.</summary>
    internal GemmResult Result
    {
        get
        {
            GemmResult one = _first.Result;
            return one with { Count = gemm.Count, Folds = one.Folds * gemm.Count, Macs = gemm.Macs };
        }
    }

    /// <summary>The tiles of all products, in order.</summary>
    internal IEnumerable<StepTile> All()
    {
        foreach (StepTile tile in _first.All())
            yield return tile;
        for (int i = 1; i < gemm.Count; i++)
            foreach (StepTile tile in new FoldTileSource(machine, operation, gemm.Product(i), placement, layouts, dramMap).All())
                yield return tile;
    }
}
