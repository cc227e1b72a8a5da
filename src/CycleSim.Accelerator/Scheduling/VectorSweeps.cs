using System.Collections.Immutable;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Machine;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>
/// How often an operation goes over its streams on the vector unit. Passes that wait for each other sweep over the first input one after
/// the other, wherever it is, and read it again each time; but from DRAM it is read once, and all passes over a block follow each other in
/// the lane buffers, where these hold what is normalised together.
/// </summary>
/// <param name="machine">The machine.</param>
/// <param name="layouts">Layout of each tensor, by id.</param>
internal sealed class VectorSweeps(MachineSpec machine, IReadOnlyList<TensorLayout> layouts)
{
    /// <summary>The sweeps of an operation, in order.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="isStreamed">Whether its first input is in DRAM.</param>
    internal ImmutableArray<VectorSweep> Of(VectorOperation operation, bool isStreamed)
    {
        VectorUnitSpec unit = machine.VectorUnit;
        if (unit.Passes == VectorPasses.Single || operation.Work.Passes.Length == 1)
            return [All(operation, unit.CyclesOf(operation.Work.Functions))];
        int[] cycles = [.. operation.Work.Passes.Select(unit.CyclesOf)];
        if (isStreamed && FitsBuffers(operation))
            return [All(operation, cycles.Sum())];
        return
        [
            .. cycles[..^1].Select(pass => new VectorSweep([operation.Inputs[0]], [], pass)),
            All(operation, cycles[^1]),
        ];
    }

    private bool FitsBuffers(VectorOperation operation) =>
        operation.Work.GroupWords <= machine.TransferBlockLines * layouts[operation.Inputs[0].Tensor.Id].WordsPerLine;

    private static VectorSweep All(VectorOperation operation, int cycles) => new(operation.Inputs, operation.Outputs, cycles);
}
