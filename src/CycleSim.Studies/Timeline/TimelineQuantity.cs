namespace CycleSim.Studies.Timeline;

/// <summary>One quantity.</summary>
/// <param name="Name">Name.</param>
/// <param name="Values">Value of each bin.</param>
public sealed record TimelineQuantity(string Name, double[] Values);
