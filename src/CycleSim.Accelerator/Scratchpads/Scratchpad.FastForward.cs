using CycleSim.Memoization;

namespace CycleSim.Accelerator.Scratchpads;

/// <summary>A scratchpad between two checkpoints: which banks are still busy, and what was done. Banks count from one that the caller names.</summary>
public sealed partial class Scratchpad
{
    /// <summary>Writes down which banks are still busy when the next request may come.</summary>
    /// <param name="key">Gets the words.</param>
    /// <param name="cycle">Cycle that counts as zero.</param>
    /// <param name="next">First cycle in which a request may come.</param>
    /// <param name="bank">Bank that counts as zero.</param>
    internal void Describe(StateKeyBuilder key, long cycle, long next, int bank)
    {
        if (_busyUntil > next)
        {
            DescribeBanks(key, cycle, next, bank, _freeAt.Length, 0);
            DescribeBanks(key, cycle, next, 0, bank, _freeAt.Length - bank);
        }

        key.Add(-1);
    }

    private void DescribeBanks(StateKeyBuilder key, long cycle, long next, int from, int to, int name)
    {
        for (int i = from; i < to; i++)
        {
            if (_freeAt[i] > next)
            {
                key.Add(name + i - from);
                key.Add(checked((int)(_freeAt[i] - cycle)));
            }
        }
    }

    /// <summary>Begins to note what happens.</summary>
    internal ScratchpadMark StartNoting()
    {
        var mark = new ScratchpadMark(_reads, _writes, _writeBytes, _conflicts, _conflictCycles, IdleAt);
        IdleAt = long.MinValue;
        return mark;
    }

    /// <summary>What happened since, as seen from a cycle.</summary>
    internal ScratchpadChange StopNoting(in ScratchpadMark mark, long cycle, int bank, StateKeyBuilder words)
    {
        words.Clear();
        Describe(words, cycle, cycle, bank); // SCALE-Sim's counting lets the next phase begin in the last cycle of this one
        long? idle = IdleAt == long.MinValue ? null : IdleAt - cycle;
        IdleAt = Math.Max(IdleAt, mark.IdleAt);
        return new ScratchpadChange(
            _reads - mark.Reads, _writes - mark.Writes, _writeBytes - mark.WriteBytes, _conflicts - mark.Conflicts,
            _conflictCycles - mark.ConflictCycles, idle, words.Span.ToArray());
    }

    /// <summary>Lets what happened elsewhere happen here, up to a cycle.</summary>
    internal void Apply(ScratchpadChange change, long cycle, int bank)
    {
        _reads += change.Reads;
        _writes += change.Writes;
        _writeBytes += change.WriteBytes;
        _conflicts += change.Conflicts;
        _conflictCycles += change.ConflictCycles;
        if (change.Idle is { } idle)
            IdleAt = Math.Max(IdleAt, cycle + idle);
        for (int i = 0; change.Busy[i] >= 0; i += 2)
        {
            int at = change.Busy[i] + bank;
            long free = cycle + change.Busy[i + 1];
            _freeAt[at >= _freeAt.Length ? at - _freeAt.Length : at] = free;
            _busyUntil = Math.Max(_busyUntil, free);
        }
    }
}

/// <summary>Counters of a scratchpad at a moment.</summary>
internal readonly record struct ScratchpadMark(
    long Reads, long Writes, long WriteBytes, long Conflicts, long ConflictCycles, long IdleAt);

/// <summary>What a scratchpad did between two checkpoints.</summary>
/// <param name="Reads">Lines read.</param>
/// <param name="Writes">Lines written.</param>
/// <param name="WriteBytes">Bytes written.</param>
/// <param name="Conflicts">Accesses that found their bank busy.</param>
/// <param name="ConflictCycles">Cycles those waited.</param>
/// <param name="Idle">When the last access ended, after the second checkpoint; null when there was none.</param>
/// <param name="Busy">Banks that are busy then, with for how long; ends with -1.</param>
internal sealed record ScratchpadChange(
    long Reads, long Writes, long WriteBytes, long Conflicts, long ConflictCycles, long? Idle, int[] Busy);
