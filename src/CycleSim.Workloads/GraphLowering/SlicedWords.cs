using System.Collections.Immutable;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Views;

namespace CycleSim.Workloads.GraphLowering;

/// <summary>The different words of a view, as the same words of some slices that follow each other.</summary>
/// <param name="Slices">The slices.</param>
/// <param name="Runs">Their words, ascending.</param>
internal sealed record SlicedWords(SliceRange Slices, ImmutableArray<WordRun> Runs)
{
    /// <summary>The words of a view.</summary>
    /// <returns>The words; null where the slices do not follow each other or differ in their words.</returns>
    public static SlicedWords? Of(StridedView view, long wordsPerSlice)
    {
        ImmutableArray<Digit>? cut = SliceDigits.Cut(view.Digits.Where(digit => digit.Stride != 0), wordsPerSlice);
        if (cut?.OrderByDescending(digit => digit.Stride).ToArray() is not { } digits
            || !SliceDigits.Fit(view.Offset, digits, wordsPerSlice)
            || SliceDigits.RangeOf(view.Offset, digits, wordsPerSlice) is not { } slices)
        {
            return null;
        }

        Digit[] words = [.. StridedView.Joined(digits.Where(digit => !SliceDigits.IsSlice(digit, wordsPerSlice)))];
        return new SlicedWords(slices, [.. WordRuns.Of(view.Offset % wordsPerSlice, words).OrderBy(run => run.Word)]);
    }
}
