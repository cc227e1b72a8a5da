using System.Collections.Immutable;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Views;

namespace CycleSim.Workloads.GraphLowering;

/// <summary>A tensor as one side of products: which of its digits are of which axis.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="Offset">Its first word.</param>
/// <param name="Lanes">Digits of M or N.</param>
/// <param name="Depth">Digits of K; of an output those of N.</param>
/// <param name="Count">Digits that go from one product to the next.</param>
internal sealed record GemmOperandSpec(
    TensorSpec Tensor, long Offset, ImmutableArray<Digit> Lanes, ImmutableArray<Digit> Depth, ImmutableArray<Digit> Count)
{
    /// <summary>The same with digits that do not go from the words of a slice to those of the next.</summary>
    /// <returns>The operand; null where its words do not meet the ends of slices.</returns>
    public GemmOperandSpec? Cut() =>
        SliceDigits.Cut(Lanes, Tensor.WordsPerSlice) is { } lanes
        && SliceDigits.Cut(Depth, Tensor.WordsPerSlice) is { } depth
        && SliceDigits.Cut(Count, Tensor.WordsPerSlice) is { } count
        && SliceDigits.Fit(Offset, [.. lanes, .. depth, .. count], Tensor.WordsPerSlice)
            ? this with { Lanes = lanes, Depth = depth, Count = count }
            : null;
}
