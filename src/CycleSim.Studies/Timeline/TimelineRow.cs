namespace CycleSim.Studies.Timeline;

/// <summary>One row.</summary>
/// <param name="Name">Label.</param>
/// <param name="Group">What its colours tell apart, for the legend; empty when there is only one.</param>
public abstract record TimelineRow(string Name, string Group);
