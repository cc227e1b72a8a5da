namespace CycleSim.Studies.Timeline;

/// <summary>What a timeline shows: rows over one axis of time, cut into equal bins. Immutable.</summary>
/// <param name="Title">What was traced.</param>
/// <param name="FromPs">Begin of the window.</param>
/// <param name="ToPs">End of the window.</param>
/// <param name="BinCount">Bins over the window.</param>
/// <param name="Rows">Rows from the top down.</param>
public sealed record TimelineModel(string Title, long FromPs, long ToPs, int BinCount, IReadOnlyList<TimelineRow> Rows)
{
    /// <summary>Length of a bin, ps.</summary>
    public double BinPs => (double)(ToPs - FromPs) / BinCount;
}

/// <summary>One row.</summary>
/// <param name="Name">Label.</param>
/// <param name="Group">What its colours tell apart, for the legend; empty when there is only one.</param>
public abstract record TimelineRow(string Name, string Group);

/// <summary>Intervals with names: layers, transfers, tensors in a scratchpad.</summary>
/// <param name="Name">Label.</param>
/// <param name="Group">What its colours tell apart.</param>
/// <param name="Lanes">Lanes the intervals are spread over, so that none overlap.</param>
/// <param name="Categories">Kinds of interval.</param>
/// <param name="Intervals">The intervals by begin.</param>
public sealed record IntervalRow(
    string Name, string Group, int Lanes, IReadOnlyList<string> Categories, IReadOnlyList<TimelineInterval> Intervals) : TimelineRow(Name, Group);

/// <summary>An interval.</summary>
/// <param name="StartPs">Begin.</param>
/// <param name="EndPs">End.</param>
/// <param name="Lane">Lane, from the bottom.</param>
/// <param name="Category">Index of its kind.</param>
/// <param name="Name">Name: layer and pass, or tensor.</param>
/// <param name="Note">What else there is to say, for hovering.</param>
public readonly record struct TimelineInterval(long StartPs, long EndPs, int Lane, int Category, string Name, string Note);

/// <summary>Quantities of each bin, one on top of the other: shares of its time, commands, or rates.</summary>
/// <param name="Name">Label.</param>
/// <param name="Group">What its colours tell apart.</param>
/// <param name="Unit">Unit of the quantities.</param>
/// <param name="Top">Value at the top of the row; 0 for the highest that occurs.</param>
/// <param name="Quantities">Names and values by bin; they add up.</param>
public sealed record QuantityRow(string Name, string Group, string Unit, double Top, IReadOnlyList<TimelineQuantity> Quantities)
    : TimelineRow(Name, Group);

/// <summary>One quantity.</summary>
/// <param name="Name">Name.</param>
/// <param name="Values">Value of each bin.</param>
public sealed record TimelineQuantity(string Name, double[] Values);

/// <summary>A field of bins: banks or groups of banks over time.</summary>
/// <param name="Name">Label.</param>
/// <param name="Unit">Unit of the values.</param>
/// <param name="Top">Value of the darkest cell; 0 for the highest that occurs.</param>
/// <param name="Lanes">Names of the lanes, from the bottom.</param>
/// <param name="Values">Values by lane and bin.</param>
public sealed record HeatRow(string Name, string Unit, double Top, IReadOnlyList<string> Lanes, double[][] Values) : TimelineRow(Name, "");
