namespace CycleSim.Workloads.Lowering;

/// <summary>How far from one location in a tensor another one is.</summary>
/// <param name="Slices">Slices.</param>
/// <param name="Words">Words within the slice.</param>
public readonly record struct WordShift(int Slices, int Words);
