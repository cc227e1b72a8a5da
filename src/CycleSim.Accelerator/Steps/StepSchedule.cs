using System.Collections.Immutable;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Steps;

/// <summary>The tiles of a training step in program order, made when they are asked for: a step can have millions.</summary>
/// <param name="program">The step.</param>
/// <param name="plan">What is on-chip when.</param>
/// <param name="layouts">Layout of each tensor, by id.</param>
/// <param name="dramMap">Where the tensors lie in DRAM.</param>
/// <param name="machine">The machine, whose ports the tiles use.</param>
/// <param name="divided">Layouts where scratchpads are divided for tiles; null where they are not.</param>
internal sealed class StepSchedule(
    StepProgram program, ResidencyPlan plan, IReadOnlyList<TensorLayout> layouts, DramMap dramMap, StepMachine machine,
    StepLayouts? divided = null)
{
    private readonly HalfCounter _halves = new();
    private readonly VectorTiles _vector = new(machine, layouts, dramMap);

    /// <summary>All tiles: for each operation the transfers before it, its own, and an empty one that ends it.</summary>
    internal IEnumerable<StepTile> Tiles()
    {
        for (int i = 0; i < program.Operations.Length; i++)
        {
            foreach (StepTile tile in Transfers(i, plan.Operations[i].Before))
                yield return tile;
            (IEnumerable<StepTile> tiles, GemmResult? gemm) = program.Operations[i] switch
            {
                GemmOperation operation when plan.Tiling is { } tiling => Tiled(i, operation, tiling.Operations[i]!),
                GemmOperation operation => Streamed(i, operation),
                _ => (VectorTilesOf(i), null),
            };
            foreach (StepTile tile in tiles)
                yield return tile;
            yield return End(i, OperationEnd.Of(program.Operations[i], gemm));
        }

        int last = program.Operations.Length;
        foreach (StepTile tile in Transfers(last, plan.Final))
            yield return tile;
        yield return End(last, OperationEnd.Last);
    }

    private (IEnumerable<StepTile> Tiles, GemmResult Result) Streamed(int index, GemmOperation gemm)
    {
        var products = new GemmProducts(machine, index, gemm, plan.Operations[index], layouts, dramMap);
        return (products.All(), products.Result);
    }

    private (IEnumerable<StepTile> Tiles, GemmResult Result) Tiled(int index, GemmOperation gemm, GemmTilePlan tiles)
    {
        ImmutableHashSet<int> onChip = plan.Operations[index].OnChip;
        var source = new GemmTileSource(machine, index, gemm, tiles, onChip, divided!.Of(onChip), dramMap);
        return (source.All(_halves), source.Result);
    }

    private IEnumerable<StepTile> Transfers(int index, ImmutableArray<TensorTransfer> transfers) =>
        transfers.SelectMany(transfer => _vector.All(index, transfer)).Select(tile => tile with { IsTransfer = true });

    private IEnumerable<StepTile> VectorTilesOf(int index) => program.Operations[index] is VectorOperation operation
        ? _vector.All(index, operation, plan.Operations[index])
        : [];

    private static StepTile End(int index, OperationEnd end) => new(index, TileLoads.None, null, []) { End = end };
}
