using CycleSim.Accelerator.Components;
using CycleSim.Memoization;

namespace CycleSim.Accelerator.FastForward;

/// <summary>
/// Fast-forward of array and vector phases. What happens between two checkpoints of a phase is a function of the state at the first
/// and of the lines that the ports move up to the second; banks matter up to a rotation of each scratchpad. Both are written down as a key, word
/// for word. Each key is worked out once; from then on its result is applied.
/// </summary>
/// <remarks>For the scratchpads of one machine, one for each role: their banks and latencies are not in the key.</remarks>
/// <param name="mostWords">Words that keys and results may take; when they are used up all is forgotten, and collecting begins anew.</param>
/// <param name="patience">A phase in which so many stretches in a row were new is left to the plain path.</param>
internal sealed class PhaseEdges(long mostWords = 32L << 20, int patience = 512)
{
    /// <summary>Ports whose words stand in one block.</summary>
    private const int PortsOfBlock = 16;

    /// <summary>Stands for a port, or a block of them, that no step of the stretch concerns.</summary>
    private const int Idle = -1;

    /// <summary>First word of the key of a whole phase; that of a stretch is less.</summary>
    private const int WholePhase = 4;

    private readonly MemoTable<PhaseEdge> _edges = new();
    private readonly KeyBlockTable _blocks = new();
    private readonly StateKeyBuilder _key = new();
    private readonly StateKeyBuilder _words = new();
    private readonly List<(Scratchpad Scratchpad, int Bank)> _bases = [];
    private long _wordCount;
    private int _misses;
    private int _generation;

    /// <summary>A phase begins.</summary>
    internal void BeginPhase() => _misses = 0;

    /// <summary>Looks for the outcome of a whole phase and applies it.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="cycle">Cycle before its first step.</param>
    internal PhaseEdge? FollowPhase(PhaseKey phase, long cycle)
    {
        DescribePhase(phase, cycle);
        if (_edges.TryGet(_key.Span, out PhaseEdge? edge))
            for (int i = 0; i < phase.Bases.Count; i++)
                ScratchpadMemo.Apply(phase.Bases[i].Scratchpad, edge.Scratchpads[i], cycle + edge.Cycles, phase.Bases[i].Bank);
        return edge;
    }

    /// <summary>Begins to note a whole phase.</summary>
    internal EdgeNote NotePhase(PhaseKey phase, long cycle)
    {
        DescribePhase(phase, cycle);
        return NoteOf(phase.Bases, [], new PhaseTiming(cycle + 1, 0, 0));
    }

    private void DescribePhase(PhaseKey phase, long cycle)
    {
        _key.Clear();
        _key.Add(WholePhase);
        _key.Add(phase.Key.Span);
        foreach ((Scratchpad scratchpad, int bank) in phase.Bases)
            ScratchpadMemo.Describe(scratchpad, _key, cycle, cycle + 1, bank);
    }

    /// <summary>Looks for the edge between two checkpoints; if there is none, <see cref="StartNoting"/> and <see cref="StopNoting"/> make it.</summary>
    /// <param name="ports">Ports in order.</param>
    /// <param name="from">Step that comes next.</param>
    /// <param name="to">Step of the next checkpoint.</param>
    /// <param name="isEnd">The phase ends there.</param>
    /// <param name="cycle">Cycle of the step before.</param>
    /// <returns>The edge, or null.</returns>
    internal PhaseEdge? Find(LanePort[] ports, long from, long to, bool isEnd, long cycle)
    {
        if (_misses >= patience)
            return null;
        FindBases(ports, from, to);
        _key.Clear();
        _key.Add((from == 0 ? 1 : 0) | (isEnd ? 2 : 0));
        _key.Add(ports.Length);
        _key.Add(to - from);
        _key.Add(_bases.Count);
        foreach ((Scratchpad scratchpad, int bank) in _bases)
        {
            _key.Add((int)scratchpad.Role);
            ScratchpadMemo.Describe(scratchpad, _key, cycle, cycle + 1, bank);
        }

        for (int i = 0; i < ports.Length; i += PortsOfBlock)
        {
            _words.Clear();
            bool isIdle = true;
            foreach (LanePort port in BlockOf(ports, i))
            {
                if (LanePortMemo.IsIdle(port, from, to))
                {
                    _words.Add(Idle);
                    continue;
                }

                isIdle = false;
                LanePortMemo.Describe(port, _words, from, to, cycle, BaseOf(port.Scratchpad));
            }

            _key.Add(isIdle ? Idle : _blocks.Intern(_words.Span).Id);
        }

        if (!_edges.TryGet(_key.Span, out PhaseEdge? edge))
            return null;
        _misses = 0;
        return edge;
    }

    /// <summary>Applies an edge that was just found.</summary>
    internal void Follow(PhaseEdge edge, LanePort[] ports, long from, long to, long cycle)
    {
        for (int i = 0; i < _bases.Count; i++)
            ScratchpadMemo.Apply(_bases[i].Scratchpad, edge.Scratchpads[i], cycle, _bases[i].Bank);
        for (int block = 0; block < edge.Ports.Length; block++)
        {
            ReadOnlySpan<int> words = edge.Ports[block].Span;
            if (words.IsEmpty)
                continue;
            foreach (LanePort port in BlockOf(ports, block * PortsOfBlock))
                if (!LanePortMemo.IsIdle(port, from, to))
                    words = LanePortMemo.Restore(port, words, to, cycle);
        }
    }

    /// <summary>Begins to note the edge that was just not found; null in a phase that is left to the plain path.</summary>
    internal EdgeNote? StartNoting(LanePort[] ports, long from, long to, in PhaseTiming now)
    {
        if (_misses >= patience)
            return null;
        var marks = new PortMark[ports.Length];
        for (int i = 0; i < ports.Length; i++)
            marks[i] = LanePortMemo.Mark(ports[i], from, to);
        return NoteOf(_bases, marks, now);
    }

    private EdgeNote NoteOf(List<(Scratchpad Scratchpad, int Bank)> bases, PortMark[] ports, in PhaseTiming now) =>
        new(_key.Span.ToArray(), _generation, [.. bases], [.. bases.Select(at => ScratchpadMemo.StartNoting(at.Scratchpad))], ports, now);

    /// <summary>Keeps the edge that was worked out.</summary>
    internal void StopNoting(EdgeNote note, LanePort[] ports, long to, bool isEnd, in PhaseTiming now)
    {
        long cycle = now.EndCycle - 1;
        var scratchpads = new ScratchpadChange[note.Bases.Length];
        for (int i = 0; i < scratchpads.Length; i++)
            scratchpads[i] = ScratchpadMemo.StopNoting(note.Bases[i].Scratchpad, note.Scratchpads[i], cycle, note.Bases[i].Bank, _words);
        var edge = new PhaseEdge(
            now.EndCycle - note.Start.EndCycle, now.ConflictStall - note.Start.ConflictStall, now.LatencyStall - note.Start.LatencyStall,
            scratchpads, isEnd ? [] : Save(ports, note.Ports, to, cycle));
        _misses++;
        if (_blocks.SizeInts + _wordCount > mostWords)
            Forget();
        if (note.Generation != _generation)
            return; // the key names blocks that are gone
        _wordCount += note.Key.Length + scratchpads.Sum(change => change.Busy.Length) + edge.Ports.Length + 64;
        _edges.Add(note.Key, edge);
    }

    private KeyBlock[] Save(LanePort[] ports, PortMark[] marks, long to, long cycle)
    {
        var blocks = new KeyBlock[(ports.Length + PortsOfBlock - 1) / PortsOfBlock];
        for (int block = 0; block < blocks.Length; block++)
        {
            _words.Clear();
            for (int i = block * PortsOfBlock; i < Math.Min((block + 1) * PortsOfBlock, ports.Length); i++)
                if (!marks[i].IsIdle)
                    LanePortMemo.Save(ports[i], _words, marks[i], to, cycle);
            blocks[block] = _blocks.Intern(_words.Span);
        }

        return blocks;
    }

    private void Forget()
    {
        _edges.Clear();
        _blocks.Clear();
        _wordCount = 0;
        _generation++;
    }

    private static Span<LanePort> BlockOf(LanePort[] ports, int first) =>
        ports.AsSpan(first, Math.Min(PortsOfBlock, ports.Length - first));

    /// <summary>In each scratchpad banks count from where the first port goes on that has something to do.</summary>
    private void FindBases(LanePort[] ports, long from, long to)
    {
        _bases.Clear();
        foreach (LanePort port in ports)
        {
            if (LanePortMemo.IsIdle(port, from, to))
                continue;
            int at = IndexOf(port.Scratchpad);
            int bank = at >= 0 && _bases[at].Bank >= 0 ? -1 : LanePortMemo.NextBank(port);
            if (at < 0)
                _bases.Add((port.Scratchpad, bank));
            else if (bank >= 0)
                _bases[at] = (port.Scratchpad, bank);
        }

        for (int i = 0; i < _bases.Count; i++)
            _bases[i] = (_bases[i].Scratchpad, Math.Max(0, _bases[i].Bank));
    }

    private int BaseOf(Scratchpad scratchpad) => _bases[IndexOf(scratchpad)].Bank;

    private int IndexOf(Scratchpad scratchpad)
    {
        for (int i = 0; i < _bases.Count; i++)
            if (_bases[i].Scratchpad == scratchpad)
                return i;
        return -1;
    }
}
