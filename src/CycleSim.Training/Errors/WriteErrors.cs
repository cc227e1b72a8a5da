using CycleSim.Kernel;

namespace CycleSim.Training.Errors;

/// <summary>Lets the writes of tensors fail, in place on their memory.</summary>
internal sealed class WriteErrors
{
    private readonly ErrorSpec _spec;
    private readonly ulong _seed;
    private readonly ErrorSampler[][] _samplers;

    /// <summary>Makes the errors of a run.</summary>
    /// <param name="spec">How writes fail.</param>
    /// <param name="seed">Seed.</param>
    internal WriteErrors(ErrorSpec spec, ulong seed)
    {
        _spec = spec;
        _seed = seed;
        _samplers = [.. Enum.GetValues<ErrorPlace>().Select(place => Samplers(spec.At(place), spec.Model == ErrorModel.Flip))];
    }

    /// <summary>Whether writes at a place can fail.</summary>
    internal bool AreAt(ErrorPlace place) => _samplers[(int)place].Length > 0;

    /// <summary>Whether the former content of a place matters.</summary>
    internal bool NeedsOld(ErrorPlace place) => _spec.Model == ErrorModel.StuckAtOld && AreAt(place);

    /// <summary>Writes a tensor.</summary>
    /// <param name="place">Where.</param>
    /// <param name="step">Step of the run.</param>
    /// <param name="tensor">Number of the tensor within its place.</param>
    /// <param name="values">What is written; becomes what is stored.</param>
    /// <param name="old">What was there; of the same length for <see cref="ErrorModel.StuckAtOld"/>, unused otherwise.</param>
    /// <param name="counts">Where to count.</param>
    internal void Write(ErrorPlace place, long step, int tensor, Span<uint> values, ReadOnlySpan<uint> old, ErrorCounts counts)
    {
        counts.CountWords(place, values.Length);
        ErrorSampler[] samplers = _samplers[(int)place];
        for (int array = 0; array < samplers.Length; array++)
        {
            PhiloxBlock key = Key(place, step, tensor, array);
            if (_spec.Model == ErrorModel.Flip)
                Flip(samplers[array], key, values, counts.BitsOf(place));
            else
                Keep(samplers[array], key, values, old, counts.BitsOf(place));
        }
    }

    /// <summary>The key of the random numbers of one tensor in one array.</summary>
    internal PhiloxBlock Key(ErrorPlace place, long step, int tensor, int array) => Philox4x32.Block(
        new PhiloxBlock((uint)step, (uint)(step >> 32), (uint)tensor, (uint)place << 8 | (uint)array), (uint)_seed, (uint)(_seed >> 32));

    /// <summary>The samplers of a place, one for each of its arrays.</summary>
    internal IReadOnlyList<ErrorSampler> SamplersAt(ErrorPlace place) => _samplers[(int)place];

    private static ErrorSampler[] Samplers(BitMap map, bool byParity) =>
        [.. map.Arrays.Select(array => new ErrorSampler(array.Rate, array.Bits, byParity))];

    private static void Flip(ErrorSampler sampler, PhiloxBlock key, Span<uint> values, Span<long> counts)
    {
        int sign = 1;
        if (sampler.IsCertain || sampler.IsComplement)
        {
            FlipAll(sampler.Bits, values, counts);
            sign = -1;
        }

        if (sampler.IsCertain)
            return;
        for (long start = 0, block = 0; start < values.Length; start += sampler.BlockWords, block++)
        {
            long words = Math.Min(sampler.BlockWords, values.Length - start);
            Span<uint> part = values.Slice((int)start, (int)words);
            foreach (ulong hit in sampler.Draw(key, block, words))
            {
                int bit = (int)hit & 31;
                part[(int)(hit >> 5)] ^= 1u << bit;
                counts[bit] += sign;
            }
        }
    }

    private static void FlipAll(ReadOnlySpan<int> bits, Span<uint> values, Span<long> counts)
    {
        uint mask = MaskOf(bits);
        foreach (ref uint value in values)
            value ^= mask;
        foreach (int bit in bits)
            counts[bit] += values.Length;
    }

    private static void Keep(ErrorSampler sampler, PhiloxBlock key, Span<uint> values, ReadOnlySpan<uint> old, Span<long> counts)
    {
        if (sampler.IsCertain)
        {
            KeepAll(sampler.Bits, values, old, counts);
            return;
        }

        for (long start = 0, block = 0; start < values.Length; start += sampler.BlockWords, block++)
        {
            long words = Math.Min(sampler.BlockWords, values.Length - start);
            Span<uint> part = values.Slice((int)start, (int)words);
            ReadOnlySpan<uint> oldPart = old.Slice((int)start, (int)words);
            foreach (ulong hit in sampler.Draw(key, block, words))
            {
                int bit = (int)hit & 31;
                int word = (int)(hit >> 5);
                uint differs = (part[word] ^ oldPart[word]) & (1u << bit);
                part[word] ^= differs;
                counts[bit] += differs >> bit;
            }
        }
    }

    private static void KeepAll(ReadOnlySpan<int> bits, Span<uint> values, ReadOnlySpan<uint> old, Span<long> counts)
    {
        uint mask = MaskOf(bits);
        for (int word = 0; word < values.Length; word++)
        {
            uint differs = (values[word] ^ old[word]) & mask;
            values[word] ^= differs;
            foreach (int bit in bits)
                counts[bit] += (differs >> bit) & 1;
        }
    }

    private static uint MaskOf(ReadOnlySpan<int> bits)
    {
        uint mask = 0;
        foreach (int bit in bits)
            mask |= 1u << bit;
        return mask;
    }
}
