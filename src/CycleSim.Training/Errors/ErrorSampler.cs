using CycleSim.Kernel;

namespace CycleSim.Training.Errors;

/// <summary>
/// Finds the bits of a tensor whose write fails, each independently with the same probability, in time proportional to their number.
/// <para>
/// The bit positions are hit by a Poisson process of rate l per position. A position that must be hit at least once fails with the
/// probability p = 1 - exp(-l); one that must be hit an odd number of times with p = (1 - exp(-2 l)) / 2. Both are exact, not
/// approximations for small p. The tensor is cut into blocks of equally many words; the number of hits in each is drawn from a
/// table of the Poisson distribution, and the hits fall evenly.
/// </para>
/// <para>Every block has its own random numbers, keyed by (seed, step, tensor, block): nothing depends on threads or on other tensors.</para>
/// </summary>
internal sealed class ErrorSampler
{
    /// <summary>Mean hits of a block: enough to make its key cheap, few enough to keep its words in the nearest cache.</summary>
    private const double MeanHits = 48;

    private const int MostHits = 160;

    private const int SeenWords = 256;

    /// <summary>Words of the largest block; more words than any tensor has.</summary>
    private const double MostWords = 1L << 40;

    private readonly int[] _bits;
    private readonly bool _isCertain;
    private readonly ulong[] _cumulated = [];
    private readonly ulong[] _hits = new ulong[MostHits];
    private readonly ulong[] _seen = new ulong[SeenWords];

    /// <summary>Makes a sampler.</summary>
    /// <param name="rate">Probability that the write of a bit fails, above 0 and at most 1; with <paramref name="byParity"/>, 1/2 is rounded to 1/2 - 2^-41.</param>
    /// <param name="bits">The bits of each word that this rate holds for.</param>
    /// <param name="byParity">Whether an odd number of hits is a failure (positions are distinct), or any (positions may repeat).</param>
    internal ErrorSampler(double rate, int[] bits, bool byParity)
    {
        _bits = bits;
        _isCertain = rate == 1;
        if (_isCertain)
            return;
        // Of two complementary rates the smaller is drawn by hits; the larger is all the others.
        IsComplement = byParity && rate > 0.5;
        double drawn = Math.Min(IsComplement ? 1 - rate : rate, byParity ? 0.5 - Math.ScaleB(1, -41) : 1);
        ByParity = byParity;
        double hitRate = byParity ? -0.5 * LogOnePlus(-2 * drawn) : -LogOnePlus(-drawn);
        double words = Math.Clamp(Math.Floor(MeanHits / (hitRate * bits.Length)), 1, MostWords);
        BlockWords = (long)words;
        double mean = hitRate * bits.Length * words;
        _cumulated = Cumulated(mean);
        _hits = new ulong[_cumulated.Length];
    }

    /// <summary>Whether the positions that are drawn are those that do not fail.</summary>
    internal bool IsComplement { get; }

    /// <summary>Whether positions of odd count are kept.</summary>
    internal bool ByParity { get; }

    /// <summary>Whether every write fails, and nothing is drawn.</summary>
    internal bool IsCertain => _isCertain;

    /// <summary>The bits of each word that the rate holds for.</summary>
    internal ReadOnlySpan<int> Bits => _bits;

    /// <summary>Words of a block.</summary>
    internal long BlockWords { get; }

    /// <summary>Draws the hits of one block.</summary>
    /// <param name="key">Key of (seed, step, tensor, array).</param>
    /// <param name="block">Index of the block.</param>
    /// <param name="words">Words of the tensor that lie in it.</param>
    /// <returns>Word of the block x 32 + bit of the word; by parity distinct. Valid until the next call.</returns>
    internal ReadOnlySpan<ulong> Draw(PhiloxBlock key, long block, long words)
    {
        PhiloxBlock start = Philox4x32.Block(
            new PhiloxBlock((uint)block, (uint)(block >> 32), key.Word2, key.Word3), key.Word0, key.Word1);
        ulong state = start.Word0 | ((ulong)start.Word1 << 32);
        int drawn = Count(start.Word2 | ((ulong)start.Word3 << 32));
        int kept = 0;
        for (int hit = 0; hit < drawn; hit++)
        {
            // The whole part of a random fraction times the words is the word; what is left of it times the bits is the bit.
            ulong word = Math.BigMul(Mix(ref state), (ulong)BlockWords, out ulong fraction);
            if (word < (ulong)words)
                _hits[kept++] = (word << 5) | (uint)_bits[Math.BigMul(fraction, (ulong)_bits.Length, out _)];
        }

        Span<ulong> hits = _hits.AsSpan(0, kept);
        return ByParity && MayRepeat(hits) ? Odd(hits) : hits;
    }

    // Marks each hit in a small table by its lowest bits: most blocks show no repetition and need no sorting.
    private bool MayRepeat(ReadOnlySpan<ulong> hits)
    {
        Span<ulong> seen = _seen;
        seen.Clear();
        ulong repeated = 0;
        foreach (ulong hit in hits)
        {
            ref ulong marks = ref seen[(int)(hit >> 6) & (SeenWords - 1)];
            ulong mark = 1UL << (int)(hit & 63);
            repeated |= marks & mark;
            marks |= mark;
        }

        return repeated != 0;
    }

    // Sorts, and keeps one of those that occur an odd number of times.
    private static Span<ulong> Odd(Span<ulong> hits)
    {
        hits.Sort();
        int kept = 0;
        foreach (ulong hit in hits)
        {
            if (kept > 0 && hits[kept - 1] == hit)
                kept--;
            else
                hits[kept++] = hit;
        }

        return hits[..kept];
    }

    private int Count(ulong uniform)
    {
        int index = _cumulated.AsSpan().BinarySearch(uniform);
        return Math.Min(index < 0 ? ~index : index + 1, _cumulated.Length - 1);
    }

    // The largest random number at which each count still holds, in units of 2^-64.
    private static ulong[] Cumulated(double mean)
    {
        var bounds = new List<ulong>();
        double log = -mean;
        double sum = 0;
        for (int count = 0; count < MostHits || count < mean * 3; count++)
        {
            sum += Math.Exp(log);
            bounds.Add(sum >= 1 ? ulong.MaxValue : (ulong)Math.ScaleB(sum, 64));
            log += Math.Log(mean / (count + 1));
        }

        return [.. bounds];
    }

    // SplitMix64: G. L. Steele, D. Lea and C. H. Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
    private static ulong Mix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    // ln(1 + x) without loss for small x (W. Kahan).
    private static double LogOnePlus(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }
}
