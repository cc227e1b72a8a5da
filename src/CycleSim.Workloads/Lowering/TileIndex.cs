namespace CycleSim.Workloads.Lowering;

/// <summary>A tile of a product: which step over each dimension.</summary>
/// <param name="M">Step over the output rows, from 0.</param>
/// <param name="N">Step over the output columns.</param>
/// <param name="K">Step over what is summed.</param>
public readonly record struct TileIndex(int M, int N, int K);
