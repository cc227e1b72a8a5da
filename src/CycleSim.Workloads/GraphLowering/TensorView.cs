using System.Collections.Immutable;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Views;

namespace CycleSim.Workloads.GraphLowering;

/// <summary>Words of a tensor, whose slices are counted as one row of words.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="View">Where the words are.</param>
internal sealed record TensorView(TensorSpec Tensor, StridedView View)
{
    /// <summary>All words of a tensor in their order.</summary>
    public static TensorView Whole(TensorSpec tensor) =>
        new(tensor, new StridedView(0, [[new Digit(tensor.Slices, tensor.WordsPerSlice)], [new Digit(tensor.WordsPerSlice, 1)]]));

    /// <summary>Whether every word of the tensor is seen.</summary>
    public bool IsWhole => View.Words == Tensor.Words;

    /// <summary>The words as a stream, line by line in the order of memory.</summary>
    public VectorStream Stream()
    {
        if (IsWhole)
            return new VectorStream(Tensor);
        long wordsPerSlice = Tensor.WordsPerSlice;
        Digit[] digits =
        [
            .. (SliceDigits.Cut(View.Digits.Where(digit => digit.Stride != 0), wordsPerSlice) ?? throw Refused())
                .OrderByDescending(digit => digit.Stride),
        ];
        if (!SliceDigits.Fit(View.Offset, digits, wordsPerSlice))
            throw Refused();
        SliceRange slices = SliceDigits.RangeOf(View.Offset, digits, wordsPerSlice) ?? throw Refused();
        return new VectorStream(Tensor, RunsOf(digits, wordsPerSlice)) { Slices = slices };
    }

    private NotSupportedException Refused() =>
        new($"the part of {Tensor.Name} that is used lies in slices that do not follow each other");

    /// <summary>Runs of words within a slice, ascending; null for all.</summary>
    private ImmutableArray<WordRun>? RunsOf(Digit[] digits, long wordsPerSlice)
    {
        Digit[] words = [.. StridedView.Joined(digits.Where(digit => !SliceDigits.IsSlice(digit, wordsPerSlice)))];
        long offset = View.Offset % wordsPerSlice;
        if (offset == 0 && words is [{ Stride: 1 } all] && all.Size == wordsPerSlice)
            return null;
        return [.. WordRuns.Of(offset, words).OrderBy(run => run.Word)];
    }
}
