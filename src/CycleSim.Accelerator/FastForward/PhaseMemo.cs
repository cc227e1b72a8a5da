using CycleSim.Accelerator.Components;
using CycleSim.Memoization;

namespace CycleSim.Accelerator.FastForward;

/// <summary>
/// Memo of array and vector phases. What happens in a segment, between two boundaries of a phase, is a function of the state at its start
/// and of the lines that the ports move up to its end; rotating the banks of a scratchpad changes no timing. State and lines form the state
/// key. Each key is simulated in detail once; from then on its memo entry is applied.
/// </summary>
/// <param name="maxInts">
/// Integers that keys and entries may take. When they are used up the memo is cleared: simpler than evicting, and just as exact.
/// </param>
/// <param name="maxMissesInARow">
/// Misses in a row after which the rest of a phase is simulated in detail: recording would not pay off.
/// </param>
internal sealed class PhaseMemo(long maxInts = 32L << 20, int maxMissesInARow = 512)
{
    /// <summary>Ports that share one key block: neighbouring lanes mostly do the same, so many keys share their blocks.</summary>
    private const int PortsOfBlock = 16;

    /// <summary>Key of a port, or a block of ports, with nothing to do in the segment.</summary>
    private const int Idle = -1;

    /// <summary>First integer of the key of a whole phase; that of a segment is less, so the two cannot be confused.</summary>
    private const int WholePhase = 4;

    private readonly MemoTable<PhaseSegment> _segments = new();
    private readonly KeyBlockTable _blocks = new();
    private readonly ScratchpadKinds _kinds = new();
    private readonly StateKeyBuilder _key = new();
    private readonly StateKeyBuilder _block = new();
    private readonly List<(Scratchpad Scratchpad, int Bank)> _bases = [];
    private long _sizeInts;
    private int _misses;
    private int _generation;

    /// <summary>Starts a phase.</summary>
    internal void StartPhase() => _misses = 0;

    /// <summary>Looks for the outcome of a whole phase and applies it.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="cycle">Cycle before its first step.</param>
    internal PhaseSegment? TryApplyPhase(PhaseKey phase, long cycle)
    {
        DescribePhase(phase, cycle);
        if (_segments.TryGet(_key.Span, out PhaseSegment? segment))
            for (int i = 0; i < phase.Bases.Count; i++)
                ScratchpadMemo.Apply(phase.Bases[i].Scratchpad, segment.Scratchpads[i], cycle + segment.Cycles, phase.Bases[i].Bank);
        return segment;
    }

    /// <summary>Starts to record a whole phase.</summary>
    internal PhaseSegmentRecording StartRecordingPhase(PhaseKey phase, long cycle)
    {
        DescribePhase(phase, cycle);
        return NewRecording(phase.Bases, [], new PhaseTiming(cycle + 1, 0, 0));
    }

    /// <summary>
    /// Names a scratchpad by all that its timing depends on, so that scratchpads of one role may differ.
    /// </summary>
    private void DescribeScratchpad(Scratchpad scratchpad, long cycle, int bank)
    {
        _key.Add(_kinds.IdOf(scratchpad));
        ScratchpadMemo.Describe(scratchpad, _key, cycle, cycle + 1, bank);
    }

    private void DescribePhase(PhaseKey phase, long cycle)
    {
        _key.Clear();
        _key.Add(WholePhase);
        _key.Add(phase.Key.Span);
        foreach ((Scratchpad scratchpad, int bank) in phase.Bases)
            DescribeScratchpad(scratchpad, cycle, bank);
    }

    /// <summary>
    /// Looks up the segment between two boundaries; after a miss <see cref="StartRecording"/> and <see cref="FinishRecording"/> make the
    /// entry.
    /// </summary>
    /// <param name="ports">Ports in order.</param>
    /// <param name="from">Step that comes next.</param>
    /// <param name="to">Step of the next boundary.</param>
    /// <param name="isEnd">The phase ends there.</param>
    /// <param name="cycle">Cycle of the step before.</param>
    /// <returns>The entry, or null on a miss.</returns>
    internal PhaseSegment? Find(LanePort[] ports, long from, long to, bool isEnd, long cycle)
    {
        if (_misses >= maxMissesInARow)
            return null;
        FindBases(ports, from, to);
        _key.Clear();
        _key.Add((from == 0 ? 1 : 0) | (isEnd ? 2 : 0));
        _key.Add(ports.Length);
        _key.Add(to - from);
        _key.Add(_bases.Count);
        foreach ((Scratchpad scratchpad, int bank) in _bases)
        {
            DescribeScratchpad(scratchpad, cycle, bank);
        }

        for (int i = 0; i < ports.Length; i += PortsOfBlock)
        {
            _block.Clear();
            bool isIdle = true;
            foreach (LanePort port in BlockOf(ports, i))
            {
                if (LanePortMemo.IsIdle(port, from, to))
                {
                    _block.Add(Idle);
                    continue;
                }

                isIdle = false;
                int at = IndexOf(port.Scratchpad);
                LanePortMemo.Describe(port, _block, from, to, cycle, at, _bases[at].Bank);
            }

            _key.Add(isIdle ? Idle : _blocks.Intern(_block.Span).Id);
        }

        if (!_segments.TryGet(_key.Span, out PhaseSegment? segment))
            return null;
        _misses = 0;
        return segment;
    }

    /// <summary>Applies the entry that was just found.</summary>
    internal void Apply(PhaseSegment segment, LanePort[] ports, long from, long to, long cycle)
    {
        for (int i = 0; i < _bases.Count; i++)
            ScratchpadMemo.Apply(_bases[i].Scratchpad, segment.Scratchpads[i], cycle, _bases[i].Bank);
        for (int block = 0; block < segment.Ports.Length; block++)
        {
            ReadOnlySpan<int> saved = segment.Ports[block].Span;
            if (saved.IsEmpty)
                continue;
            foreach (LanePort port in BlockOf(ports, block * PortsOfBlock))
                if (!LanePortMemo.IsIdle(port, from, to))
                    saved = LanePortMemo.Restore(port, saved, to, cycle);
        }
    }

    /// <summary>Starts to record the segment that was just missed; null in a phase with too many misses.</summary>
    internal PhaseSegmentRecording? StartRecording(LanePort[] ports, long from, long to, in PhaseTiming now)
    {
        if (_misses >= maxMissesInARow)
            return null;
        var marks = new PortMark[ports.Length];
        for (int i = 0; i < ports.Length; i++)
            marks[i] = LanePortMemo.Mark(ports[i], from, to);
        return NewRecording(_bases, marks, now);
    }

    private PhaseSegmentRecording NewRecording(List<(Scratchpad Scratchpad, int Bank)> bases, PortMark[] ports, in PhaseTiming now) =>
        new(
            _key.Span.ToArray(), _generation, [.. bases], [.. bases.Select(at => ScratchpadMemo.StartRecording(at.Scratchpad))], ports,
            now);

    /// <summary>Keeps the segment that was simulated in detail.</summary>
    internal void FinishRecording(PhaseSegmentRecording recording, LanePort[] ports, long to, bool isEnd, in PhaseTiming now)
    {
        long cycle = now.EndCycle - 1;
        var scratchpads = new ScratchpadChange[recording.Bases.Length];
        for (int i = 0; i < scratchpads.Length; i++)
        {
            (Scratchpad scratchpad, int bank) = recording.Bases[i];
            scratchpads[i] = ScratchpadMemo.FinishRecording(scratchpad, recording.Scratchpads[i], cycle, bank, _block);
        }

        var segment = new PhaseSegment(
            now.EndCycle - recording.Start.EndCycle,
            now.ConflictStall - recording.Start.ConflictStall,
            now.LatencyStall - recording.Start.LatencyStall,
            scratchpads, isEnd ? [] : Save(ports, recording.Ports, to, cycle));
        _misses++;
        if (_blocks.SizeInts + _sizeInts > maxInts)
            Clear();
        if (recording.Generation != _generation)
            return; // the memo was cleared meanwhile: the key refers to blocks that are gone
        _sizeInts += recording.Key.Length + scratchpads.Sum(change => change.Busy.Length) + segment.Ports.Length + 64;
        _segments.Add(recording.Key, segment);
    }

    private KeyBlock[] Save(LanePort[] ports, PortMark[] marks, long to, long cycle)
    {
        var blocks = new KeyBlock[(ports.Length + PortsOfBlock - 1) / PortsOfBlock];
        for (int block = 0; block < blocks.Length; block++)
        {
            _block.Clear();
            for (int i = block * PortsOfBlock; i < Math.Min((block + 1) * PortsOfBlock, ports.Length); i++)
                if (!marks[i].IsIdle)
                    LanePortMemo.Save(ports[i], _block, marks[i], to, cycle);
            blocks[block] = _blocks.Intern(_block.Span);
        }

        return blocks;
    }

    private void Clear()
    {
        _segments.Clear();
        _blocks.Clear();
        _sizeInts = 0;
        _generation++;
    }

    private static Span<LanePort> BlockOf(LanePort[] ports, int first) =>
        ports.AsSpan(first, Math.Min(PortsOfBlock, ports.Length - first));

    /// <summary>
    /// In each scratchpad banks count from the next bank of the first port that has something to do, so that the same segment, rotated, has
    /// the same key.
    /// </summary>
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

    private int IndexOf(Scratchpad scratchpad)
    {
        for (int i = 0; i < _bases.Count; i++)
            if (_bases[i].Scratchpad == scratchpad)
                return i;
        return -1;
    }
}
