using CycleSim.Accelerator.Components;
using CycleSim.Memoization;

namespace CycleSim.Accelerator.FastForward;

/// <summary>
/// A port between two boundaries: all that what it does depends on, and all that it is afterwards, relative to step, cycle and bank.
/// </summary>
internal static class LanePortMemo
{
    /// <summary>The bank that the chunk with the next line counts from; -1 when nothing is left.</summary>
    internal static int NextBank(LanePort port) => port.IsExhausted ? -1 : LineCursorMemo.NextBank(port.Cursor, port.IsWrite ? 0 : 1);

    /// <summary>
    /// Whether the port has nothing to do in a segment. Before the first step every port may have something to do: buffers fill.
    /// </summary>
    internal static bool IsIdle(LanePort port, long from, long to) => from > 0 && port.NextStep >= to;

    /// <summary>Adds to a state key all that what the port does up to a step depends on.</summary>
    /// <param name="port">The port.</param>
    /// <param name="key">The key.</param>
    /// <param name="from">Step that comes next, which counts as zero.</param>
    /// <param name="to">The step to get to.</param>
    /// <param name="cycle">Cycle of the step before, which counts as zero.</param>
    /// <param name="scratchpad">Which of the key's scratchpads it uses.</param>
    /// <param name="bank">Bank of the port's scratchpad that counts as zero.</param>
    internal static void Describe(LanePort port, StateKeyBuilder key, long from, long to, long cycle, int scratchpad, int bank)
    {
        key.Add((scratchpad << 1) | (port.IsWrite ? 1 : 0));
        key.Add(port.Ahead);
        AddWindow(port, key, from, cycle);
        bool isStart = port.Issued == 0;
        int beyond = port.IsWrite ? 0 : isStart ? port.Window : port.Ahead;
        LineCursorMemo.Describe(port.Cursor, key, port.IsWrite ? 0 : 1, from, to, beyond, bank);
    }

    /// <summary>Saves the state of the port, for <see cref="Restore"/>.</summary>
    /// <param name="port">The port.</param>
    /// <param name="saved">The state: progress since the mark, then the buffer.</param>
    /// <param name="mark">What <see cref="Mark"/> gave at the start.</param>
    /// <param name="from">Step that comes next, which counts as zero.</param>
    /// <param name="cycle">Cycle of the step before, which counts as zero.</param>
    internal static void Save(LanePort port, StateKeyBuilder saved, in PortMark mark, long from, long cycle)
    {
        (int chunks, int at) = port.Cursor.Position;
        if (port.IsWrite && port.Issued > mark.Issued)
            (chunks, at) = at > 0 ? (chunks, at - 1) : (chunks - 1, -1); // the last line written: the key says nothing of the next
        saved.Add(chunks - mark.Chunks);
        saved.Add(at);
        saved.Add(port.IsExhausted ? 1 : 0);
        saved.Add(port.Issued - mark.Issued);
        saved.Add(port.Consumed - mark.Consumed);
        AddWindow(port, saved, from, cycle);
    }

    /// <summary>Progress of the port at the start of a segment.</summary>
    internal static PortMark Mark(LanePort port, long from, long to) =>
        new(port.Cursor.Position.Chunks, port.Issued, port.Consumed, IsIdle(port, from, to));

    /// <summary>Sets the port to a saved state; returns what is left of the states.</summary>
    internal static ReadOnlySpan<int> Restore(LanePort port, ReadOnlySpan<int> saved, long from, long cycle)
    {
        long issued = Long(saved[3..]);
        bool isExhausted = port.IsExhausted;
        if (issued > 0)
            port.Cursor.MoveTo(saved[0], saved[1]);
        if (!port.IsWrite)
            isExhausted = saved[2] != 0;
        else if (issued > 0)
            isExhausted = !port.Cursor.MoveNext();
        issued += port.Issued;
        long consumed = port.Consumed + Long(saved[5..]);
        saved = RestoreWindow(port, saved[7..], issued, from, cycle);
        port.Resume(issued, consumed, isExhausted);
        return saved;
    }

    /// <summary>Lines in the buffer: the step that needs each (reads), and how long from now it is on its way, if it is.</summary>
    private static void AddWindow(LanePort port, StateKeyBuilder key, long from, long cycle)
    {
        long first = port.IsWrite ? Math.Max(0, port.Issued - port.Window) : port.Consumed;
        key.Add((int)(port.Issued - first));
        for (long i = first; i < port.Issued; i++)
        {
            HeldLine line = port[i];
            if (!port.IsWrite)
                key.Add(line.Step - from);
            bool isUnderWay = line.Ready > cycle + 1; // the next step is one cycle later at the earliest
            key.Add(isUnderWay ? checked((int)(line.Ready - cycle)) : 0);
            if (isUnderWay)
                key.Add(line.Waited);
        }
    }

    private static ReadOnlySpan<int> RestoreWindow(LanePort port, ReadOnlySpan<int> saved, long issued, long from, long cycle)
    {
        int count = saved[0];
        int next = 1;
        for (long i = issued - count; i < issued; i++)
        {
            long step = 0; // not used in a write port
            if (!port.IsWrite)
            {
                step = from + Long(saved[next..]);
                next += 2;
            }

            int ready = saved[next++];
            port[i] = ready == 0 ? new HeldLine(step, cycle, 0) : new HeldLine(step, cycle + ready, saved[next++]);
        }

        return saved[next..];
    }

    private static long Long(ReadOnlySpan<int> saved) => (uint)saved[0] | ((long)saved[1] << 32);
}
