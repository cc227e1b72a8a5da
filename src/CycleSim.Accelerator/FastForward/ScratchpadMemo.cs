using CycleSim.Accelerator.Components;
using CycleSim.Memoization;

namespace CycleSim.Accelerator.FastForward;

/// <summary>
/// A scratchpad between two boundaries: which banks are still busy, and what was done. Banks count from one that the caller gives.
/// </summary>
internal static class ScratchpadMemo
{
    /// <summary>Adds to a state key which banks are still busy when the next request may come.</summary>
    /// <param name="scratchpad">The scratchpad.</param>
    /// <param name="key">The key.</param>
    /// <param name="cycle">Cycle that counts as zero.</param>
    /// <param name="next">First cycle in which a request may come.</param>
    /// <param name="bank">Bank that counts as zero.</param>
    internal static void Describe(Scratchpad scratchpad, StateKeyBuilder key, long cycle, long next, int bank)
    {
        if (scratchpad.BusyUntil > next)
        {
            ReadOnlySpan<long> freeAt = scratchpad.FreeAt;
            DescribeBanks(freeAt[bank..], key, cycle, next, 0);
            DescribeBanks(freeAt[..bank], key, cycle, next, freeAt.Length - bank);
        }

        key.Add(-1);
    }

    private static void DescribeBanks(ReadOnlySpan<long> freeAt, StateKeyBuilder key, long cycle, long next, int first)
    {
        for (int i = 0; i < freeAt.Length; i++)
        {
            if (freeAt[i] > next)
            {
                key.Add(first + i);
                key.Add(checked((int)(freeAt[i] - cycle)));
            }
        }
    }

    /// <summary>Starts to record what happens.</summary>
    internal static ScratchpadMark StartRecording(Scratchpad scratchpad)
    {
        var mark = new ScratchpadMark(scratchpad.Counts, scratchpad.IdleAt);
        scratchpad.IdleAt = long.MinValue;
        return mark;
    }

    /// <summary>What happened since, as seen from a cycle.</summary>
    internal static ScratchpadChange FinishRecording(
        Scratchpad scratchpad, in ScratchpadMark mark, long cycle, int bank, StateKeyBuilder saved)
    {
        saved.Clear();
        Describe(scratchpad, saved, cycle, cycle, bank); // SCALE-Sim's counting lets the next phase start in this one's last cycle
        long? idle = scratchpad.IdleAt == long.MinValue ? null : scratchpad.IdleAt - cycle;
        scratchpad.IdleAt = Math.Max(scratchpad.IdleAt, mark.IdleAt);
        return new ScratchpadChange(scratchpad.Counts - mark.Counts, idle, saved.Span.ToArray());
    }

    /// <summary>Applies what was recorded, up to a cycle.</summary>
    internal static void Apply(Scratchpad scratchpad, ScratchpadChange change, long cycle, int bank)
    {
        scratchpad.Add(change.Counts);
        if (change.Idle is { } idle)
            scratchpad.IdleAt = Math.Max(scratchpad.IdleAt, cycle + idle);
        for (int i = 0; change.Busy[i] >= 0; i += 2)
        {
            int at = change.Busy[i] + bank;
            scratchpad.Occupy(at >= scratchpad.Banks ? at - scratchpad.Banks : at, cycle + change.Busy[i + 1]);
        }
    }
}
