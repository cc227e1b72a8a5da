namespace CycleSim.Kernel;

/// <summary>
/// A stream of random numbers that depends on (seed, name) only, never on other streams or on what else a model does:
/// adding a component leaves the numbers of all others as they are. The name selects the key and the seed the upper
/// half of the counter of <see cref="Philox4x32"/>, so streams of one name and different seeds never overlap.
/// </summary>
public sealed class RandomStream
{
    private readonly uint _key0;
    private readonly uint _key1;
    private PhiloxBlock _block;
    private ulong _position;

    /// <summary>Creates a stream at position 0.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="name">What the numbers are for, for example "arrivals".</param>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    public RandomStream(ulong seed, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Seed = seed;
        Name = name;
        ulong key = StableHash.Fnv1a64(name);
        _key0 = (uint)key;
        _key1 = (uint)(key >> 32);
    }

    /// <summary>The seed.</summary>
    public ulong Seed { get; }

    /// <summary>What the numbers are for.</summary>
    public string Name { get; }

    /// <summary>
    /// Number of 32-bit words taken so far. Setting it jumps there in constant time: to resume from a checkpoint,
    /// or to give each item of a parallel loop its own part of the stream. The stream wraps around after 2^64 words.
    /// </summary>
    public ulong Position
    {
        get => _position;
        set
        {
            _position = value;
            if ((value & 3) != 0)
                LoadBlock();
        }
    }

    /// <summary>A random word; takes one word of the stream.</summary>
    /// <returns>All 2^32 values are equally likely.</returns>
    public uint NextUInt32()
    {
        uint lane = (uint)_position & 3;
        if (lane == 0)
            LoadBlock();
        _position++;
        return lane switch
        {
            0 => _block.Word0,
            1 => _block.Word1,
            2 => _block.Word2,
            _ => _block.Word3,
        };
    }

    /// <summary>A random double word; takes two words of the stream, the lower half first.</summary>
    /// <returns>All 2^64 values are equally likely.</returns>
    public ulong NextUInt64()
    {
        ulong low = NextUInt32();
        return low | ((ulong)NextUInt32() << 32);
    }

    /// <summary>A uniform number; takes two words.</summary>
    /// <returns>A multiple of 2^-53 in [0, 1).</returns>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A uniform number between two bounds; takes two words.</summary>
    /// <param name="low">Lower bound, included.</param>
    /// <param name="high">Upper bound, excluded up to rounding; finite and not below the lower one.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A bound is not finite or the bounds are reversed.</exception>
    public double Uniform(double low, double high)
    {
        if (!double.IsFinite(low))
            throw new ArgumentOutOfRangeException(nameof(low), low, "The lower bound must be finite.");
        if (!double.IsFinite(high - low) || high < low)
        {
            throw new ArgumentOutOfRangeException(
                nameof(high), high, $"The upper bound must be finite and not below the lower bound {low}.");
        }

        return low + ((high - low) * NextDouble());
    }

    /// <summary>An exponentially distributed number, by inversion; takes two words.</summary>
    /// <param name="mean">The mean, finite and above 0.</param>
    /// <returns>A number of at least 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The mean is not finite or not above 0.</exception>
    public double Exponential(double mean)
    {
        if (!(mean > 0) || !double.IsFinite(mean))
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "The mean must be finite and above 0.");

        // 1 - u lies in (0, 1], so the logarithm is finite.
        return -mean * Math.Log(1.0 - NextDouble());
    }

    /// <summary>
    /// A normally distributed number, by the transform of G. E. P. Box and M. E. Muller (1958); takes four words. The second
    /// number of the pair is not kept: each call takes the same number of words, so positions stay predictable.
    /// </summary>
    /// <param name="mean">The mean, finite.</param>
    /// <param name="standardDeviation">The standard deviation, finite and at least 0.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not finite or the deviation is negative.</exception>
    public double Normal(double mean = 0, double standardDeviation = 1)
    {
        if (!double.IsFinite(mean))
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "The mean must be finite.");
        if (!(standardDeviation >= 0) || !double.IsFinite(standardDeviation))
        {
            throw new ArgumentOutOfRangeException(
                nameof(standardDeviation), standardDeviation, "The standard deviation must be finite and at least 0.");
        }

        double radius = Math.Sqrt(-2 * Math.Log(1.0 - NextDouble()));
        return mean + (standardDeviation * radius * Math.Cos(2 * Math.PI * NextDouble()));
    }

    /// <summary>
    /// An integer in a range, without bias: the multiplication method of D. Lemire, "Fast Random Integer Generation
    /// in an Interval", ACM TOMACS 29 (2019). Takes two words, very rarely more.
    /// </summary>
    /// <param name="minInclusive">Smallest value.</param>
    /// <param name="maxExclusive">First value above the range.</param>
    /// <returns>Each value of the range is equally likely.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty.</exception>
    public long Integer(long minInclusive, long maxExclusive)
    {
        if (maxExclusive <= minInclusive)
        {
            throw new ArgumentOutOfRangeException(
                nameof(maxExclusive), maxExclusive, $"The upper bound must be above the lower bound {minInclusive}.");
        }

        ulong count = (ulong)maxExclusive - (ulong)minInclusive;
        ulong high = Math.BigMul(NextUInt64(), count, out ulong low);
        if (low < count)
        {
            // 2^64 modulo count: the number of products that would make some values more likely.
            ulong threshold = (0 - count) % count;
            while (low < threshold)
                high = Math.BigMul(NextUInt64(), count, out low);
        }

        return (long)((ulong)minInclusive + high);
    }

    private void LoadBlock()
    {
        ulong block = _position >> 2;
        PhiloxBlock counter = new((uint)block, (uint)(block >> 32), (uint)Seed, (uint)(Seed >> 32));
        _block = Philox4x32.Block(counter, _key0, _key1);
    }
}
