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
internal sealed class StepSchedule(
    StepProgram program, PlacementPlan plan, IReadOnlyList<TensorLayout> layouts, DramMap dramMap, StepMachine machine)
{
    private readonly VectorTiles _vector = new(machine, layouts, dramMap);

    /// <summary>All tiles: for each operation the transfers before it, its own, and an empty one that ends it.</summary>
    internal IEnumerable<StepTile> Tiles()
    {
        for (int i = 0; i < program.Operations.Length; i++)
        {
            GemmProducts? gemm = program.Operations[i] is GemmOperation operation
                ? new GemmProducts(machine, i, operation, plan.Operations[i], layouts, dramMap)
                : null;
            foreach (StepTile tile in Transfers(i, plan.Operations[i].Before))
                yield return tile;
            foreach (StepTile tile in gemm?.All() ?? VectorTilesOf(i))
                yield return tile;
            yield return End(i, new OperationEnd(program.Operations[i], gemm?.Result));
        }

        int last = program.Operations.Length;
        foreach (StepTile tile in Transfers(last, plan.Final))
            yield return tile;
        yield return End(last, new OperationEnd(null, null));
    }

    private IEnumerable<StepTile> Transfers(int index, ImmutableArray<TensorTransfer> transfers) =>
        transfers.SelectMany(transfer => _vector.All(index, transfer)).Select(tile => tile with { IsTransfer = true });

    private IEnumerable<StepTile> VectorTilesOf(int index) => program.Operations[index] is VectorOperation operation
        ? _vector.All(index, operation, plan.Operations[index])
        : [];

    private static StepTile End(int index, OperationEnd end) => new(index, TileLoads.None, null, []) { End = end };
}
