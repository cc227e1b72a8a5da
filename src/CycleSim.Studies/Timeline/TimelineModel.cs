namespace CycleSim.Studies.Timeline;

/// <summary>What a timeline shows: rows over one axis of time, cut into equal bins. Immutable.</summary>
/// <param name="Title">What was traced.</param>
/// <param name="FromPs">Start of the window.</param>
/// <param name="ToPs">End of the window.</param>
/// <param name="BinCount">Bins over the window.</param>
/// <param name="Rows">Rows from the top down.</param>
public sealed record TimelineModel(string Title, long FromPs, long ToPs, int BinCount, IReadOnlyList<TimelineRow> Rows)
{
    /// <summary>Length of a bin, ps.</summary>
    public double BinPs => (double)(ToPs - FromPs) / BinCount;
}
