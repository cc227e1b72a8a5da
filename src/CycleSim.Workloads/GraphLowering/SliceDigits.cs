using System.Collections.Immutable;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Views;

namespace CycleSim.Workloads.GraphLowering;

/// <summary>The digits of a view that go from slice to slice.</summary>
internal static class SliceDigits
{
    /// <summary>Whether a digit goes from slice to slice.</summary>
    public static bool IsSlice(Digit digit, long wordsPerSlice) => digit.Stride >= wordsPerSlice;

    /// <summary>
    /// Digits cut where they go from one slice to the next, so that each goes either from slice to slice or through the words of one.
    /// </summary>
    /// <returns>The digits; null where one does not meet the ends of slices.</returns>
    public static ImmutableArray<Digit>? Cut(IEnumerable<Digit> digits, long wordsPerSlice)
    {
        var cut = ImmutableArray.CreateBuilder<Digit>();
        foreach (Digit digit in digits.Where(digit => digit.Size > 1))
        {
            if (IsSlice(digit, wordsPerSlice) ? digit.Stride % wordsPerSlice == 0 : (digit.Size - 1) * digit.Stride < wordsPerSlice)
            {
                cut.Add(digit);
                continue;
            }

            long inner = IsSlice(digit, wordsPerSlice) ? 1 : wordsPerSlice / digit.Stride;
            if (inner * digit.Stride != wordsPerSlice || digit.Size % inner != 0)
                return null;
            cut.Add(new Digit(digit.Size / inner, wordsPerSlice));
            cut.Add(new Digit(inner, digit.Stride));
        }

        return cut.ToImmutable();
    }

    /// <summary>Whether the words that cut digits give from an offset on stay in their slice.</summary>
    public static bool Fit(long offset, IEnumerable<Digit> digits, long wordsPerSlice)
    {
        long first = offset % wordsPerSlice;
        long last = first;
        foreach (Digit digit in digits.Where(digit => !IsSlice(digit, wordsPerSlice)))
        {
            long way = (digit.Size - 1) * digit.Stride;
            first += Math.Min(way, 0);
            last += Math.Max(way, 0);
        }

        return first >= 0 && last < wordsPerSlice;
    }

    /// <summary>The slices that digits go through; null where they do not follow each other.</summary>
    public static SliceRange? RangeOf(long offset, IEnumerable<Digit> digits, long wordsPerSlice)
    {
        int first = (int)(offset / wordsPerSlice);
        Digit[] slices = [.. StridedView.Joined(digits.Where(digit => digit.Size > 1 && IsSlice(digit, wordsPerSlice)))];
        return slices switch
        {
            [] => new SliceRange(first, 1),
            [Digit one] when one.Stride == wordsPerSlice => new SliceRange(first, (int)one.Size),
            _ => null,
        };
    }
}
