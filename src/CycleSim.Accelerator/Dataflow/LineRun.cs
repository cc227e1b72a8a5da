namespace CycleSim.Accelerator.Dataflow;

/// <summary>Neighbouring lines in DRAM order.</summary>
/// <param name="First">First line.</param>
/// <param name="Count">Lines, at least 1.</param>
public readonly record struct LineRun(long First, long Count)
{
    /// <summary>Line after the last.</summary>
    public long End => First + Count;

    /// <summary>Lines of several runs.</summary>
    internal static long Total(List<LineRun> runs)
    {
        long lines = 0;
        foreach (LineRun run in runs)
            lines += run.Count;
        return lines;
    }

    /// <summary>Sorts runs and joins those that touch or overlap, so that every line is there once.</summary>
    public static List<LineRun> Merge(List<LineRun> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (!IsSorted(runs))
            runs.Sort((a, b) => a.First.CompareTo(b.First));
        var merged = new List<LineRun>(runs.Count);
        foreach (LineRun run in runs)
        {
            if (merged.Count > 0 && run.First <= merged[^1].End)
                merged[^1] = new LineRun(merged[^1].First, Math.Max(merged[^1].End, run.End) - merged[^1].First);
            else
                merged.Add(run);
        }

        return merged;
    }

    private static bool IsSorted(List<LineRun> runs)
    {
        for (int i = 1; i < runs.Count; i++)
            if (runs[i].First < runs[i - 1].First)
                return false;
        return true;
    }
}
