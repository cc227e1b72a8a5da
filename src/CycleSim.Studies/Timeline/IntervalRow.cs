namespace CycleSim.Studies.Timeline;

/// <summary>Intervals with names: layers, transfers, tensors in a scratchpad.</summary>
/// <param name="Name">Label.</param>
/// <param name="Group">What its colours tell apart.</param>
/// <param name="Lanes">Lanes the intervals are spread over, so that none overlap.</param>
/// <param name="Categories">Kinds of interval.</param>
/// <param name="Intervals">The intervals by start.</param>
public sealed record IntervalRow(
    string Name, string Group, int Lanes, IReadOnlyList<string> Categories, IReadOnlyList<TimelineInterval> Intervals)
        : TimelineRow(Name, Group);
