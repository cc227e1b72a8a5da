namespace CycleSim.Arrays.Circuit;

/// <summary>Size of a bank with its H-tree, and what one pass over the tree costs.</summary>
internal readonly record struct HtreeCost(double Height, double Width, double Latency, double Energy, double Leakage);
