using System.Collections.Immutable;
using CycleSim.Workloads.Views;

namespace CycleSim.Workloads.GraphLowering;

/// <summary>Digits in the order of memory.</summary>
internal static class DigitOrder
{
    /// <summary>
    /// Digits of the same sizes without gaps between their words, the slower ones slower: how weights are stored that are multiplied
    /// with these words.
    /// </summary>
    public static ImmutableArray<Digit> Compact(ImmutableArray<Digit> digits)
    {
        var compact = new Digit[digits.Length];
        long stride = 1;
        foreach (int i in Enumerable.Range(0, digits.Length).OrderBy(i => digits[i].Stride))
        {
            compact[i] = new Digit(digits[i].Size, stride);
            stride *= digits[i].Size;
        }

        return [.. compact];
    }

    /// <summary>The digits of some axes, one after the other.</summary>
    public static ImmutableArray<Digit> Of(IEnumerable<ImmutableArray<Digit>> axes) => [.. axes.SelectMany(axis => axis)];
}
