using System.Collections.Immutable;

namespace CycleSim.Workloads.Lowering;

/// <summary>A tensor, or part of it, as a stream of lines through the vector unit.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="Runs">The words of every slice that take part (At is not used); null for all.</param>
public sealed record VectorStream(TensorSpec Tensor, ImmutableArray<WordRun>? Runs = null)
{
    /// <summary>The slices that take part; all of them unless some are named.</summary>
    public SliceRange Slices { get; init; } = new(0, Tensor.Slices);
}
