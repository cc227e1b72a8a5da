using CycleSim.Kernel;
using CycleSim.Traces;
using CycleSim.Training.Formats;

namespace CycleSim.Training.Errors;

/// <summary>
/// Writes the codes of a tensor, or of its scales, behind an error correcting code: they follow each other without gaps in words of the
/// code, and what the decoder leaves is what is read. Every value is made a code, which costs more than <see cref="FormatWriter"/> does.
/// </summary>
/// <param name="model">The error model.</param>
/// <param name="decoder">The decoder.</param>
/// <param name="samplers">Find the bits that fail, one for each array.</param>
internal sealed class EccWriter(IErrorModel model, WordDecoder decoder, IReadOnlyList<ErrorSampler> samplers)
{
    private readonly long[] _raw = new long[StoredWord.Bits];
    private uint[] _written = [];
    private uint[] _old = [];
    private uint[] _stored = [];

    /// <summary>Writes the values of a tensor.</summary>
    /// <param name="keys">Key of the random numbers of each array.</param>
    /// <param name="checkKey">Key of those of check bits.</param>
    /// <param name="stored">What is written; becomes what is stored.</param>
    /// <param name="old">What was there; unused by models that do not need it.</param>
    /// <param name="counts">Gets the bits that are wrong after decoding.</param>
    internal void Write(Func<int, PhiloxBlock> keys, PhiloxBlock checkKey, StoredSpan stored, StoredSpan old, Span<long> counts)
    {
        int words = stored.Words.Length;
        Grow(words);
        for (int word = 0; word < words; word++)
            _written[word] = stored.Code(word);
        for (int word = 0; word < words && model.NeedsOld; word++)
            _old[word] = old.Code(word);
        Write(keys, checkKey, words, counts);
        for (int word = 0; word < words; word++)
            if (_stored[word] != _written[word])
                stored.SetCode(word, _stored[word]);
    }

    /// <summary>Writes the scales of the blocks of a tensor.</summary>
    /// <param name="keys">Key of the random numbers of each array.</param>
    /// <param name="checkKey">Key of those of check bits.</param>
    /// <param name="stored">What is written; becomes what is stored.</param>
    /// <param name="old">What was there; unused by models that do not need it.</param>
    /// <param name="counts">Gets the bits of scales that are wrong after decoding.</param>
    internal void WriteScales(Func<int, PhiloxBlock> keys, PhiloxBlock checkKey, StoredSpan stored, StoredSpan old, Span<long> counts)
    {
        int blocks = stored.Scales.Length;
        Grow(blocks);
        stored.ScaleCodes().CopyTo(_written, 0);
        if (model.NeedsOld)
            old.ScaleCodes().CopyTo(_old, 0);
        Write(keys, checkKey, blocks, counts);
        for (int block = 0; block < blocks; block++)
            if (_stored[block] != _written[block])
                stored.SetScaleCode(block, _stored[block]);
    }

    private void Write(Func<int, PhiloxBlock> keys, PhiloxBlock checkKey, int words, Span<long> counts)
    {
        Span<uint> stored = _stored.AsSpan(0, words);
        _written.AsSpan(0, words).CopyTo(stored);
        for (int array = 0; array < samplers.Count; array++)
            model.Write(samplers[array], keys(array), stored, _old.AsSpan(0, words), _raw);
        decoder.Decode(checkKey, _written.AsSpan(0, words), stored, counts);
    }

    private void Grow(int words)
    {
        if (_written.Length >= words)
            return;
        _written = new uint[words];
        _stored = new uint[words];
        _old = new uint[words];
    }
}
