using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Mapping;

namespace CycleSim.Accelerator.Steps;

/// <summary>Shape and tiling of a GEMM that ran.</summary>
/// <param name="M">Output rows.</param>
/// <param name="N">Output columns.</param>
/// <param name="K">Reduction dimension K: multiply-accumulates of each output.</param>
/// <param name="Folds">Folds of all products.</param>
/// <param name="Macs">Multiply-accumulates.</param>
/// <param name="Order">Order of the folds.</param>
public sealed record GemmResult(long M, long N, long K, long Folds, long Macs, FoldOrder Order)
{
    /// <summary>Products of this shape, which followed one after the other.</summary>
    public long Count { get; init; } = 1;

    /// <summary>Tiles that flowed through the scratchpads; null where tensors were on-chip whole, or folds streamed them.</summary>
    public TiledLoopNest? Loops { get; init; }

    /// <summary>Number of these tiles, of all products.</summary>
    public long Tiles { get; init; }
}
