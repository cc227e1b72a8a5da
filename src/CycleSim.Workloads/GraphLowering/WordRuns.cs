using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Views;

namespace CycleSim.Workloads.GraphLowering;

/// <summary>The words that digits give, as runs of neighbours.</summary>
internal static class WordRuns
{
    /// <summary>Offsets of all values of some digits, the last digit fastest.</summary>
    public static IEnumerable<long> Offsets(long offset, ReadOnlyMemory<Digit> digits)
    {
        if (digits.IsEmpty)
        {
            yield return offset;
            yield break;
        }

        Digit first = digits.Span[0];
        for (long i = 0; i < first.Size; i++)
            foreach (long word in Offsets(offset + i * first.Stride, digits[1..]))
                yield return word;
    }

    /// <summary>The runs in the order of the digits; <see cref="WordRun.At"/> counts the words.</summary>
    public static List<WordRun> Of(long offset, Digit[] digits)
    {
        bool hasRun = digits is [.., { Stride: 1 }];
        int length = hasRun ? (int)digits[^1].Size : 1;
        var runs = new List<WordRun>();
        foreach (long word in Offsets(offset, hasRun ? digits.AsMemory(0, digits.Length - 1) : digits))
        {
            if (runs.Count > 0 && runs[^1].Word + runs[^1].Length == word)
                runs[^1] = runs[^1] with { Length = runs[^1].Length + length };
            else
                runs.Add(new WordRun(runs.Count == 0 ? 0 : runs[^1].At + runs[^1].Length, checked((int)word), length));
        }

        return runs;
    }
}
