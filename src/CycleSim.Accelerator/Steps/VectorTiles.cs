using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Steps;

/// <summary>
/// The tiles of element-wise operations and whole-tensor transfers, which run on the vector unit. Operands in DRAM pass block by block
/// through the lane buffers: a tile loads a block of each, computes it, and stores a block of each result.
/// </summary>
internal sealed class VectorTiles(StepMachine machine, IReadOnlyList<TensorLayout> layouts, DramMap dramMap)
{
    /// <summary>Lines of a block: what the lane buffers of one side hold, two lines for each lane.</summary>
    private readonly long _blockLines = machine.Spec.TransferBlockLines;

    private readonly VectorSweeps _sweeps = new(machine.Spec, layouts);

    /// <summary>The tiles of an operation, sweep by sweep.</summary>
    internal IEnumerable<StepTile> All(int index, VectorOperation operation, OperationResidency placement)
    {
        bool isStreamed = operation.Inputs is [var first, ..] && !placement.OnChip.Contains(first.Tensor.Id);
        return _sweeps.Of(operation, isStreamed).SelectMany(sweep => All(
            index,
            [
                .. sweep.Inputs.Select(stream => StreamOf(stream, placement, isWrite: false)),
                .. sweep.Outputs.Select(stream => StreamOf(stream, placement, isWrite: true)),
            ],
            sweep.LineCycles));
    }

    /// <summary>The tiles of a whole tensor's way between DRAM and its scratchpad.</summary>
    internal IEnumerable<StepTile> All(int index, TensorTransfer transfer)
    {
        TensorLayout layout = layouts[transfer.Tensor.Id];
        bool load = transfer.Kind == TransferKind.Load;
        return All(
            index,
            [
                new LineStream(layout, null, onChip: !load, isWrite: false),
                new LineStream(layout, null, onChip: load, isWrite: true),
            ],
            lineCycles: 1);
    }

    private LineStream StreamOf(VectorStream stream, OperationResidency placement, bool isWrite)
    {
        TensorLayout layout = layouts[stream.Tensor.Id];
        return new LineStream(
            layout, layout.LinesOf(stream.Runs), placement.OnChip.Contains(stream.Tensor.Id), isWrite, stream.Slices);
    }

    private IEnumerable<StepTile> All(int index, List<LineStream> streams, int lineCycles)
    {
        long longest = streams.Max(stream => stream.Count);
        long blocks = streams.TrueForAll(stream => stream.OnChip) ? 1 : (longest + _blockLines - 1) / _blockLines;
        var ports = new VectorPorts(machine, streams, lineCycles);
        List<LineStream> loaded = [.. streams.Where(stream => !stream.OnChip && !stream.IsWrite)];
        List<LineStream> stored = [.. streams.Where(stream => !stream.OnChip && stream.IsWrite)];
        for (long i = 0; i < blocks; i++)
        {
            var block = new StreamBlock(i, blocks);
            var phase = new VectorPhase(ports, block) { Operation = index, MakePorts = () => ports.All, Steps = ports.StepsOf(block) };
            yield return new StepTile(index, new TileLoads(Moves(index, loaded, block), [], []), phase, Moves(index, stored, block));
        }
    }

    private DmaDescriptor[] Moves(int index, List<LineStream> streams, StreamBlock block)
    {
        var moves = new DmaDescriptor[streams.Count];
        for (int i = 0; i < moves.Length; i++)
        {
            TensorSpec tensor = streams[i].Layout.Tensor;
            (long from, long to) = block.Of(streams[i]);
            moves[i] = new DmaDescriptor(index, tensor.Id, dramMap.BaseOf(tensor), streams[i].Runs(from, to), streams[i].IsWrite);
        }

        return moves;
    }
}
