namespace CycleSim.Workloads.Lowering;

/// <summary>Slices of a tensor that follow each other.</summary>
/// <param name="First">The first, at least 0.</param>
/// <param name="Count">How many, at least 1.</param>
public readonly record struct SliceRange(int First, int Count);
