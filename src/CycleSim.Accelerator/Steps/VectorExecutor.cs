using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.FastForward;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Steps;

/// <summary>
/// Runs element-wise operations and whole-tensor transfers on the vector path. Operands in DRAM pass block by block through the lane
/// buffers: read a block, compute, write a block.
/// </summary>
internal sealed class VectorExecutor(StepMachine machine, IReadOnlyList<TensorLayout> layouts, DramMap dramMap)
{
    /// <summary>Steps between boundaries, about.</summary>
    private const int BoundarySteps = 64;

    private readonly PhaseKey _phase = new();

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
        VectorPorts ports = PortsOf(streams);
        List<LineStream> fetched = [.. streams.Where(stream => !stream.OnChip && !stream.IsWrite)];
        List<LineStream> stored = [.. streams.Where(stream => !stream.OnChip && stream.IsWrite)];
        for (long block = 0; block < blocks; block++)
        {
            foreach (LineStream stream in fetched)
            {
                cycle = MoveBlock(cycle, stream, block, blocks);
                yield return cycle;
            }

            cycle = ComputeBlock(cycle, streams, ports, block, blocks);
            yield return cycle;
            foreach (LineStream stream in stored)
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

    private long ComputeBlock(long cycle, List<LineStream> streams, VectorPorts ports, long block, long blocks)
    {
        long steps = 0;
        foreach (LineStream stream in streams)
        {
            (long from, long to) = Part(stream, block, blocks);
            steps = Math.Max(steps, (to - from + _groups - 1) / _groups);
        }

        bool hasKey = machine.MaySkip && TryDescribe(streams, block, blocks, steps);
        if (hasKey && machine.TryRepeatVector(cycle, steps, _phase) is { } end)
            return end;
        foreach (VectorPort port in ports.All)
        {
            (long from, long to) = Part(port.Stream, block, blocks);
            port.Sequence.Restart(from, to, steps);
            port.Port.Restart(port.Stream.Layout.WordsPerLine);
        }

        return machine.RunVector(cycle, steps, ports.Reads, ports.Writes, SegmentBoundaries(streams, steps), hasKey ? _phase : null);
    }

    /// <summary>
    /// Describes a block in <see cref="_phase"/>; false when some on-chip stream reaches beyond one of its bundles, or rests.
    /// </summary>
    private bool TryDescribe(List<LineStream> streams, long block, long blocks, long steps)
    {
        _phase.Clear();
        _phase.Key.Add(streams.Count(stream => stream.OnChip));
        _phase.Key.Add(steps);
        foreach (LineStream stream in streams)
        {
            (long from, long to) = Part(stream, block, blocks);
            if (!stream.OnChip)
                continue;
            if (!LineStreamMemo.TryDescribe(stream, _phase.Key, from, to))
                return false;
            (int line, int slice) = stream.At(from);
            _phase.AddBank(machine.ScratchpadOf(stream.Layout), stream.Layout.BankOf(line, slice));
        }

        return true;
    }

    private VectorPorts PortsOf(List<LineStream> streams)
    {
        var ports = new VectorPorts();
        foreach (LineStream stream in streams.Where(stream => stream.OnChip))
        {
            for (int group = 0; group < _groups; group++)
            {
                var sequence = new VectorSequence(stream, machine.Patterns, group, _groups);
                ports.Add(new VectorPort(stream, sequence, new LanePort(
                    sequence, machine.ScratchpadOf(stream.Layout), stream.Layout, stream.IsWrite, stream.Layout.WordsPerLine)));
            }
        }

        return ports;
    }

    /// <summary>About where the longest stream moves to its next bundle, far enough apart for a lookup to pay off.</summary>
    private IEnumerable<SegmentBoundary> SegmentBoundaries(List<LineStream> streams, long steps)
    {
        LineStream longest = streams.MaxBy(stream => stream.Count)!;
        long bundle = Math.Max(1, longest.PairsOfBundle * longest.PairLines / _groups);
        long distance = bundle * Math.Max(1, BoundarySteps / bundle);
        for (long step = distance; step < steps; step += distance)
            yield return new SegmentBoundary(step, 0);
    }

    private static (long From, long To) Part(LineStream stream, long block, long blocks) =>
        (stream.Count * block / blocks, stream.Count * (block + 1) / blocks);

    /// <summary>A port and what it moves.</summary>
    private sealed record VectorPort(LineStream Stream, VectorSequence Sequence, LanePort Port);

    /// <summary>The ports of an operation's on-chip streams, made once and used again in every block.</summary>
    private sealed class VectorPorts
    {
        internal List<VectorPort> All { get; } = [];

        internal List<LanePort> Reads { get; } = [];

        internal List<LanePort> Writes { get; } = [];

        internal void Add(VectorPort port)
        {
            All.Add(port);
            (port.Stream.IsWrite ? Writes : Reads).Add(port.Port);
        }
    }
}
