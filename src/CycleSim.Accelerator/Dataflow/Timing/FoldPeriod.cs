namespace CycleSim.Accelerator.Dataflow.Timing;

/// <summary>Folds that follow each other at one distance.</summary>
/// <param name="Count">How many distances, at least 1.</param>
/// <param name="Cycles">Cycles from the start of a fold's stream to the start of the next one.</param>
public readonly record struct FoldPeriod(long Count, long Cycles)
{
    /// <summary>The distances in words, e.g. "2x40;1x48"; "-" where there are none.</summary>
    /// <param name="periods">The distances.</param>
    /// <param name="limit">How many groups are shown, at least 1; "..." stands for the others.</param>
    public static string Text(IEnumerable<FoldPeriod> periods, int limit)
    {
        ArgumentNullException.ThrowIfNull(periods);
        string[] shown = [.. periods.Take(limit + 1).Select((period, i) => i < limit ? period.ToString() : "...")];
        return shown.Length == 0 ? "-" : string.Join(';', shown);
    }

    /// <summary>Count and cycles, e.g. "2x40".</summary>
    public override string ToString() => FormattableString.Invariant($"{Count}x{Cycles}");

    /// <summary>Puts neighbours of equal distance together and leaves out empty groups.</summary>
    /// <param name="periods">Groups in order; a count may be 0.</param>
    internal static IEnumerable<FoldPeriod> Merge(IEnumerable<FoldPeriod> periods)
    {
        FoldPeriod open = default;
        foreach (FoldPeriod period in periods.Where(period => period.Count > 0))
        {
            if (open.Count > 0 && open.Cycles != period.Cycles)
            {
                yield return open;
                open = default;
            }

            open = period with { Count = open.Count + period.Count };
        }

        if (open.Count > 0)
            yield return open;
    }

    /// <summary>Repeats groups; where all distances are equal, as one group, since there may be very many.</summary>
    /// <param name="periods">Groups in order; a count may be 0.</param>
    /// <param name="times">How often, at least 0.</param>
    internal static IEnumerable<FoldPeriod> Repeat(IEnumerable<FoldPeriod> periods, long times)
    {
        if (!Merge(periods).Skip(1).Any())
        {
            foreach (FoldPeriod only in Merge(periods))
                yield return only with { Count = checked(only.Count * times) };
            yield break;
        }

        for (long i = 0; i < times; i++)
            foreach (FoldPeriod period in periods)
                yield return period;
    }
}
