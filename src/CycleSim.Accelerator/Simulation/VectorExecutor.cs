using CycleSim.Accelerator.Array;
using CycleSim.Accelerator.Placement;
using CycleSim.Accelerator.Scratchpads;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Simulation;

/// <summary>
/// Runs element-wise operations and whole-tensor transfers on the vector path. Operands in DRAM pass block by block through the lane
/// buffers: read a block, compute, write a block.
/// </summary>
internal sealed class VectorExecutor(StepMachine machine, IReadOnlyList<TensorLayout> layouts, DramMap dramMap)
{
    private readonly int _groups = machine.Spec.VectorWords / machine.Spec.WordsPerLine;

    /// <summary>Lines of a block: what the lane buffers of one side hold, two lines for each lane.</summary>
    private readonly long _blockLines = 2L * machine.Spec.Array.Rows;

    /// <summary>Runs an operation; yields the core cycle at which each phase ends.</summary>
    internal IEnumerable<long> Run(long cycle, VectorOperation operation, OperationPlacement placement) =>
        Run(cycle,
        [
            .. operation.Inputs.Select(stream => StreamOf(stream, placement, isWrite: false)),
            .. operation.Outputs.Select(stream => StreamOf(stream, placement, isWrite: true)),
        ]);

    /// <summary>Moves a whole tensor between DRAM and its scratchpad.</summary>
    internal IEnumerable<long> Run(long cycle, TensorTransfer transfer)
    {
        TensorLayout layout = layouts[transfer.Tensor.Id];
        bool load = transfer.Kind == TransferKind.Load;
        return Run(cycle,
        [
            new LineStream(layout, null, onChip: !load, isWrite: false, machine.Spec.WordBytes),
            new LineStream(layout, null, onChip: load, isWrite: true, machine.Spec.WordBytes),
        ]);
    }

    private LineStream StreamOf(VectorStream stream, OperationPlacement placement, bool isWrite)
    {
        TensorLayout layout = layouts[stream.Tensor.Id];
        return new LineStream(
            layout, layout.LinesOf(stream.Runs), placement.OnChip.Contains(stream.Tensor.Id), isWrite, machine.Spec.WordBytes);
    }

    private IEnumerable<long> Run(long cycle, List<LineStream> streams)
    {
        long longest = streams.Max(stream => stream.Count);
        long blocks = streams.TrueForAll(stream => stream.OnChip) ? 1 : (longest + _blockLines - 1) / _blockLines;
        for (long block = 0; block < blocks; block++)
        {
            foreach (LineStream stream in streams.Where(stream => !stream.OnChip && !stream.IsWrite))
            {
                cycle = MoveBlock(cycle, stream, block, blocks);
                yield return cycle;
            }

            cycle = ComputeBlock(cycle, streams, block, blocks);
            yield return cycle;
            foreach (LineStream stream in streams.Where(stream => !stream.OnChip && stream.IsWrite))
            {
                cycle = MoveBlock(cycle, stream, block, blocks);
                yield return cycle;
            }
        }
    }

    private long MoveBlock(long cycle, LineStream stream, long block, long blocks)
    {
        (long from, long to) = Part(stream, block, blocks);
        return machine.RunDram(cycle, stream.Layout.Tensor.Id, dramMap.BaseOf(stream.Layout.Tensor), stream.Runs(from, to), stream.IsWrite);
    }

    private long ComputeBlock(long cycle, List<LineStream> streams, long block, long blocks)
    {
        long steps = streams.Max(stream =>
        {
            (long from, long to) = Part(stream, block, blocks);
            return (to - from + _groups - 1) / _groups;
        });
        var reads = new List<LanePort>();
        var writes = new List<LanePort>();
        foreach (LineStream stream in streams.Where(stream => stream.OnChip))
        {
            (long from, long to) = Part(stream, block, blocks);
            for (int group = 0; group < _groups; group++)
            {
                var sequence = new VectorSequence(stream, from, to, group, _groups, steps);
                var port = new LanePort(
                    sequence, machine.ScratchpadOf(stream.Layout), stream.Layout, stream.IsWrite, stream.Layout.WordsPerLine);
                (stream.IsWrite ? writes : reads).Add(port);
            }
        }

        return machine.RunVector(cycle, steps, reads, writes);
    }

    private static (long From, long To) Part(LineStream stream, long block, long blocks) =>
        (stream.Count * block / blocks, stream.Count * (block + 1) / blocks);
}
