using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.FastForward;

namespace CycleSim.Accelerator.Steps;

/// <summary>The ports of a vector operation's on-chip streams, made once and used again in every block.</summary>
internal sealed class VectorPorts
{
    /// <summary>Steps between boundaries, about.</summary>
    private const int BoundarySteps = 64;

    private readonly StepMachine _machine;
    private readonly List<LineStream> _streams;
    private readonly int _lineCycles;
    private readonly List<StreamPort> _ports = [];

    /// <summary>Makes the ports.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="streams">All streams, on-chip or not.</param>
    /// <param name="lineCycles">Cycles that the lanes keep the lines of a step.</param>
    internal VectorPorts(StepMachine machine, List<LineStream> streams, int lineCycles)
    {
        _lineCycles = lineCycles;
        _machine = machine;
        _streams = streams;
        foreach (LineStream stream in streams.Where(stream => stream.OnChip))
            for (int group = 0; group < GroupsOf(stream); group++)
                Add(stream, group);
    }

    /// <summary>The ports, the same ones in every block.</summary>
    internal LanePorts All { get; } = new();

    /// <summary>Steps, each of a cycle, that a block takes.</summary>
    internal long StepsOf(StreamBlock block)
    {
        long steps = 0;
        foreach (LineStream stream in _streams)
        {
            (long from, long to) = block.Of(stream);
            steps = Math.Max(steps, (to - from + GroupsOf(stream) - 1) / GroupsOf(stream));
        }

        return steps * _lineCycles;
    }

    /// <summary>Sets all ports to the start of a block.</summary>
    internal void Restart(StreamBlock block, long steps)
    {
        foreach (StreamPort port in _ports)
        {
            (long from, long to) = block.Of(port.Stream);
            port.Sequence.Restart(from, to, steps);
            port.Port.Restart(port.Stream.Layout.WordsPerLine);
        }
    }

    /// <summary>Describes a block; false when some on-chip stream reaches beyond one of its bundles, or rests.</summary>
    internal bool TryDescribe(PhaseKey key, StreamBlock block, long steps)
    {
        key.Key.Add(_streams.Count(stream => stream.OnChip));
        key.Key.Add(steps);
        foreach (LineStream stream in _streams)
        {
            (long from, long to) = block.Of(stream);
            if (!stream.OnChip)
                continue;
            if (!LineStreamMemo.TryDescribe(stream, key.Key, from, to))
                return false;
            (int line, int slice) = stream.At(from);
            key.AddBank(_machine.Scratchpads.Of(stream.Layout), stream.Layout.BankOf(line, slice));
        }

        return true;
    }

    /// <summary>About where the longest stream moves to its next bundle, far enough apart for a lookup to pay off.</summary>
    internal IEnumerable<SegmentBoundary> SegmentBoundaries(long steps)
    {
        LineStream longest = _streams.MaxBy(stream => stream.Count)!;
        long bundle = Math.Max(1, longest.PairsOfBundle * longest.PairLines / GroupsOf(longest));
        long distance = bundle * Math.Max(1, BoundarySteps / bundle) * _lineCycles;
        for (long step = distance; step < steps; step += distance)
            yield return new SegmentBoundary(step, 0);
    }

    /// <summary>Lines of a stream that the vector unit takes in one step.</summary>
    private int GroupsOf(LineStream stream) => _machine.Spec.VectorWords / stream.Layout.WordsPerLine;

    private void Add(LineStream stream, int group)
    {
        var sequence = new VectorSequence(stream, _machine.PatternsOf(stream.Layout), group, GroupsOf(stream));
        var port = new LanePort(
            sequence, _machine.Scratchpads.Of(stream.Layout), stream.Layout, stream.IsWrite, stream.Layout.WordsPerLine);
        _ports.Add(new StreamPort(stream, sequence, port));
        All.Add(port);
    }

    /// <summary>A port and what it moves.</summary>
    private sealed record StreamPort(LineStream Stream, VectorSequence Sequence, LanePort Port);
}
