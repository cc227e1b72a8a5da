namespace CycleSim.Studies.Timeline;

/// <summary>Quantities of each bin, one on top of the other: shares of its time, commands, or rates.</summary>
/// <param name="Name">Label.</param>
/// <param name="Group">What its colours tell apart.</param>
/// <param name="Unit">Unit of the quantities.</param>
/// <param name="Top">Value at the top of the row; 0 for the highest that occurs.</param>
/// <param name="Quantities">Names and values by bin; they add up.</param>
public sealed record QuantityRow(string Name, string Group, string Unit, double Top, IReadOnlyList<TimelineQuantity> Quantities)
    : TimelineRow(Name, Group);
