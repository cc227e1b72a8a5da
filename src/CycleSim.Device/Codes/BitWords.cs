using System.Numerics;

namespace CycleSim.Device.Codes;

/// <summary>Bits packed into words of 64, bit 0 first.</summary>
internal static class BitWords
{
    /// <summary>Words that hold a number of bits.</summary>
    internal static int Count(int bits) => (bits + 63) / 64;

    internal static bool Get(ReadOnlySpan<ulong> words, int bit) => (words[bit >> 6] >> (bit & 63) & 1) != 0;

    internal static void Flip(Span<ulong> words, int bit) => words[bit >> 6] ^= 1UL << (bit & 63);

    internal static void Xor(Span<ulong> words, ReadOnlySpan<ulong> other)
    {
        for (int w = 0; w < other.Length; w++)
            words[w] ^= other[w];
    }

    internal static bool IsZero(ReadOnlySpan<ulong> words) => words.IndexOfAnyExcept(0UL) < 0;

    internal static int PopCount(ReadOnlySpan<ulong> words)
    {
        int count = 0;
        foreach (ulong word in words)
            count += BitOperations.PopCount(word);
        return count;
    }

    /// <summary>The index of each bit that is set, ascending.</summary>
    internal static IEnumerable<int> Ones(ulong[] words)
    {
        for (int w = 0; w < words.Length; w++)
            for (ulong rest = words[w]; rest != 0; rest &= rest - 1)
                yield return 64 * w + BitOperations.TrailingZeroCount(rest);
    }
}
