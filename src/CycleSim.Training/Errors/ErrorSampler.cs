using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using CycleSim.Device.Mathematics;
using CycleSim.Kernel;

namespace CycleSim.Training.Errors;

/// <summary>
/// Finds the bits of a tensor whose write fails, each independently with the same probability, in time proportional to their number and
/// in the order of memory.
/// <para>
/// A Poisson process of rate l = -ln(1 - p) per bit runs over the tensor; a bit that it hits fails. That is exact, not an approximation
/// for small p: a bit is hit with the probability 1 - exp(-l) = p, whatever happens to the others. The gaps between hits are exponential;
/// time is counted in words with 32 bits of fraction, and a word is divided evenly among its bits.
/// </para>
/// <para>
/// Random numbers are a function of the key of (seed, step, scratchpad, tensor, array) and the number of the hit alone: SplitMix64 (G. L.
/// Steele, D. Lea and C. H. Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014), eight at a time.
/// </para>
/// </summary>
internal sealed class ErrorSampler
{
    /// <summary>Bits of the fraction of a word.</summary>
    private const int FractionBits = 32;

    /// <summary>
    /// Max number of hits that are found before they are used: enough for their memory to arrive, few enough for the nearest cache.
    /// </summary>
    internal const int MaxHits = 128;

    // Longer than any tensor (2^29 words), and two of them do not overflow.
    private const double MaxGap = 1L << 62;

    private const ulong Step = 0x9E3779B97F4A7C15;

    private readonly int[] _bits;
    private readonly double _hitsPerWord;
    private readonly ulong[] _hits = new ulong[MaxHits];
    private readonly bool _isReplay;
    private ErrorSampler? _replay;
    private int _found;

    /// <summary>Makes a sampler.</summary>
    /// <param name="rate">Probability that the write of a bit fails, above 0 and at most 1.</param>
    /// <param name="bits">The bits of each word that this rate holds for.</param>
    internal ErrorSampler(double rate, int[] bits)
    {
        _bits = bits;
        IsCertain = rate == 1;
        _hitsPerWord = -NearOne.LogOnePlus(-rate) * bits.Length;
    }

    private ErrorSampler(int[] bits)
    {
        _bits = bits;
        _isReplay = true;
    }

    /// <summary>Whether every write fails, and nothing is drawn.</summary>
    internal bool IsCertain { get; }

    /// <summary>The bits of each word that the rate holds for.</summary>
    internal ReadOnlySpan<int> Bits => _bits;

    /// <summary>A word with the bits set.</summary>
    internal static uint MaskOf(ReadOnlySpan<int> bits)
    {
        uint mask = 0;
        foreach (int bit in bits)
            mask |= 1u << bit;
        return mask;
    }

    /// <summary>Starts at the start of a tensor.</summary>
    /// <param name="key">Key of (seed, step, scratchpad, tensor, array).</param>
    internal static ErrorCursor Start(PhiloxBlock key) => new(key.Word0 | ((ulong)key.Word1 << 32));

    /// <summary>A sampler that finds given hits instead of drawing some, once. Valid until the next call.</summary>
    /// <param name="hits">Words x 32 + bits of the word, ascending; not more than <see cref="Next"/> gives at a time.</param>
    internal ErrorSampler Replay(ReadOnlySpan<ulong> hits)
    {
        _replay ??= new ErrorSampler(_bits);
        hits.CopyTo(_replay._hits);
        _replay._found = hits.Length;
        return _replay;
    }

    /// <summary>Finds the next bits that fail, and asks the processor for their memory.</summary>
    /// <param name="cursor">Where in the tensor; moves on, and is done at its end.</param>
    /// <param name="values">The tensor.</param>
    /// <param name="old">What it overwrites; empty when that is not looked at.</param>
    /// <returns>Words of the tensor x 32 + bits of the word, ascending. Valid until the next call.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal ReadOnlySpan<ulong> Next(ref ErrorCursor cursor, ReadOnlySpan<uint> values, ReadOnlySpan<uint> old)
    {
        if (_isReplay)
        {
            cursor.IsDone = true;
            return _hits.AsSpan(0, _found);
        }

        ulong end = (ulong)values.Length << FractionBits;
        Span<ulong> hits = _hits.AsSpan(0, LikelyHits(end - cursor.At));
        DrawGaps(hits, ref cursor.Random);
        ReadOnlySpan<int> bits = _bits;
        (ulong at, ulong last, int found) = (cursor.At, cursor.Last, 0);
        foreach (ulong gap in hits)
        {
            at += gap;
            if (at >= end)
            {
                cursor.IsDone = true;
                break;
            }

            ulong hit = Hit(at, bits);
            Prefetch(values, hit);
            if (!old.IsEmpty)
                Prefetch(old, hit);
            // A bit that is hit again is the last one: they ascend.
            hits[found] = hit;
            found += hit != last ? 1 : 0;
            last = hit;
        }

        (cursor.At, cursor.Last) = (at, last);
        return hits[..found];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Hit(ulong at, ReadOnlySpan<int> bits)
    {
        ulong bit = ((at & ((1UL << FractionBits) - 1)) * (ulong)bits.Length) >> FractionBits;
        return (at >> FractionBits << 5) | (uint)bits[(int)bit];
    }

    /// <summary>Asks the processor for the memory of a bit.</summary>
    /// <param name="values">A tensor.</param>
    /// <param name="hit">Word x 32 + bit of the word.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static unsafe void Prefetch(ReadOnlySpan<uint> values, ulong hit)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetReference(values), (nint)(hit >> 5))));
    }

    // Few when few are left to find; the hits do not depend on how many are found at a time.
    private int LikelyHits(ulong left) =>
        (int)Math.Min(left * _hitsPerWord * Math.ScaleB(1, -FractionBits), MaxHits - 1) / Vector512<ulong>.Count * Vector512<ulong>.Count
        + Vector512<ulong>.Count;

    // Exponential numbers, in 2^-32 words.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void DrawGaps(Span<ulong> gaps, ref ulong random)
    {
        Vector512<ulong> state = Vector512.Create(random) + Vector512<ulong>.Indices * Step;
        var stride = Vector512.Create(unchecked((ulong)Vector512<ulong>.Count * Step));
        var scale = Vector512.Create(-Math.ScaleB(1, FractionBits) / _hitsPerWord);
        for (int index = 0; index < gaps.Length; index += Vector512<ulong>.Count)
        {
            Vector512<double> gap = Vector512.Min(Vector512.Log(Uniform(Mix(state))) * scale, Vector512.Create(MaxGap));
            Vector512.ConvertToInt64(gap).AsUInt64().CopyTo(gaps[index..]);
            state += stride;
        }

        random = state.ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Mix(Vector512<ulong> state)
    {
        Vector512<ulong> mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >>> 31);
    }

    // Above 0 and at most 1: 2 less a number from 1 to below 2, whose exponent is fixed.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Uniform(Vector512<ulong> random) =>
        Vector512.Create(2.0) - ((random >>> 12) | Vector512.Create(0x3FF0000000000000UL)).AsDouble();
}
