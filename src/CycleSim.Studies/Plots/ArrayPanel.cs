using CycleSim.Arrays;

namespace CycleSim.Studies.Plots;

/// <summary>A metric of an array as a panel of a plot.</summary>
/// <param name="Title">Name and unit.</param>
/// <param name="Value">What is drawn.</param>
public sealed record ArrayPanel(string Title, Func<MemoryMetrics, double> Value);
