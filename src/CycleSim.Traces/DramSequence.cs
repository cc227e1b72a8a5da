namespace CycleSim.Traces;

/// <summary>Runs of several channels as single commands in the order of time; in one cycle the lower channel is first.</summary>
internal static class DramSequence
{
    /// <summary>The commands of a window. Memory is that of the runs that are under way at once.</summary>
    /// <param name="runs">Runs in the order of their starts, not cut: cut ones would not stand in that order.</param>
    /// <param name="from">First cycle of the window.</param>
    /// <param name="to">Cycle after the last.</param>
    internal static IEnumerable<TraceDram> Of(IEnumerable<TraceDram> runs, long from, long to)
    {
        var open = new PriorityQueue<TraceDram, (long Cycle, int Channel, long Number)>();
        long number = 0;
        foreach (TraceDram run in runs)
        {
            foreach (TraceDram command in Before(open, run.Cycle))
                yield return command;
            TraceDram part = run.Within(from, to);
            if (part.Count > 0)
                open.Enqueue(part, (part.Cycle, part.Channel, number++));
        }

        foreach (TraceDram command in Before(open, long.MaxValue))
            yield return command;
    }

    private static IEnumerable<TraceDram> Before(PriorityQueue<TraceDram, (long Cycle, int Channel, long Number)> open, long cycle)
    {
        while (open.TryPeek(out TraceDram run, out (long Cycle, int Channel, long Number) at) && at.Cycle < cycle)
        {
            open.Dequeue();
            yield return run with { Count = 1, PitchCycles = 0 };
            if (run.Count == 1)
                continue;
            TraceDram rest = run with { Cycle = run.Cycle + run.PitchCycles, Column = run.Column + 1, Count = run.Count - 1 };
            open.Enqueue(rest, (rest.Cycle, rest.Channel, at.Number));
        }
    }
}
