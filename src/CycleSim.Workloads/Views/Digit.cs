namespace CycleSim.Workloads.Views;

/// <summary>One digit of an index: it counts from 0 to <paramref name="Size"/> - 1 and moves by <paramref name="Stride"/> words.</summary>
/// <param name="Size">Number of values, at least 1.</param>
/// <param name="Stride">Words from one value to the next; 0 where the same words are seen again.</param>
internal readonly record struct Digit(long Size, long Stride);
