using System.Collections.Immutable;

namespace CycleSim.Workloads.Lowering;

/// <summary>
/// Where the outputs of a GEMM go: row m is word <c>WordBase[m / slices]</c> onward of slice <c>m % slices</c>, counted from the first that
/// takes part, column n the n-th word from there.
/// </summary>
/// <param name="Tensor">The tensor written.</param>
/// <param name="WordBase">First word of the row, one entry for each location.</param>
public sealed record GemmOutput(TensorSpec Tensor, ImmutableArray<int> WordBase)
{
    /// <summary>The slices that take part; all of them unless some are named.</summary>
    public SliceRange Slices { get; init; } = new(0, Tensor.Slices);

    /// <summary>Some rows and columns of the outputs.</summary>
    /// <exception cref="ArgumentException">The rows are neither whole locations nor slices of one location.</exception>
    public GemmOutput Cut(IndexRange rows, IndexRange columns)
    {
        (IndexRange locations, SliceRange slices) = PairRange.Of(rows, Slices);
        return this with
        {
            Slices = slices,
            WordBase =
            [
                .. WordBase.Skip((int)locations.First).Take((int)locations.Count).Select(word => word + (int)columns.First),
            ],
        };
    }

    /// <summary>The same outputs some slices and words further on.</summary>
    internal GemmOutput Shifted(WordShift shift) => shift == default ? this : this with
    {
        Slices = Slices with { First = Slices.First + shift.Slices },
        WordBase = [.. WordBase.Select(word => word + shift.Words)],
    };
}
