using CycleSim.Kernel;
using CycleSim.Training.Formats;

namespace CycleSim.Training.Errors;

/// <summary>
/// Writes tensors whose codes are not the words in memory. Only values with a bit that fails are made codes, handed to the error model as
/// a short tensor, and made values again; so the cost grows with the number of failing bits, as that of fp32 does.
/// </summary>
/// <param name="model">The error model.</param>
internal sealed class FormatWriter(IErrorModel model)
{
    /// <summary>Enough words for all hits that are found at a time.</summary>
    private const int MaxWords = ErrorSampler.MaxHits;

    private readonly uint[] _codes = new uint[MaxWords];
    private readonly uint[] _old = new uint[MaxWords];
    private readonly int[] _words = new int[MaxWords];
    private readonly ulong[] _hits = new ulong[MaxWords];
    private int _lastWord;
    private uint _lastCode;

    /// <summary>Writes the values of a tensor to one array.</summary>
    /// <param name="sampler">Finds the bits of the values that fail.</param>
    /// <param name="key">Key of the random numbers.</param>
    /// <param name="stored">What is written; becomes what is stored.</param>
    /// <param name="old">What was there; empty for models that do not need it.</param>
    /// <param name="counts">Gets the wrong bits.</param>
    internal void Write(ErrorSampler sampler, PhiloxBlock key, StoredSpan stored, StoredSpan old, Span<long> counts)
    {
        _lastWord = -1;
        if (sampler.IsCertain)
        {
            for (int start = 0; start < stored.Words.Length; start += MaxWords)
                Write(sampler, key, Consecutive(start, stored.Words.Length), stored, old, counts);
            return;
        }

        ErrorCursor cursor = ErrorSampler.Start(key);
        while (!cursor.IsDone)
        {
            ReadOnlySpan<ulong> hits = sampler.Next(ref cursor, stored.Words, old.Words);
            int words = Gather(hits);
            Write(sampler.Replay(_hits.AsSpan(0, hits.Length)), key, words, stored, old, counts);
        }
    }

    /// <summary>Writes the scales of the blocks of a tensor to one array: a code of each.</summary>
    /// <param name="sampler">Finds the bits of the scales that fail.</param>
    /// <param name="key">Key of the random numbers.</param>
    /// <param name="stored">What is written; becomes what is stored.</param>
    /// <param name="old">What was there; empty for models that do not need it.</param>
    /// <param name="counts">Gets the wrong bits of scales.</param>
    internal void WriteScales(ErrorSampler sampler, PhiloxBlock key, StoredSpan stored, StoredSpan old, Span<long> counts)
    {
        uint[] written = stored.ScaleCodes();
        uint[] codes = [.. written];
        model.Write(sampler, key, codes, model.NeedsOld ? old.ScaleCodes() : [], counts);
        for (int block = 0; block < codes.Length; block++)
            if (codes[block] != written[block])
                stored.SetScaleCode(block, codes[block]);
    }

    private void Write(ErrorSampler sampler, PhiloxBlock key, int words, StoredSpan stored, StoredSpan old, Span<long> counts)
    {
        for (int index = 0; index < words; index++)
            _codes[index] = CodeOf(stored, _words[index]);
        for (int index = 0; index < words && model.NeedsOld; index++)
            _old[index] = old.Code(_words[index]);
        model.Write(sampler, key, _codes.AsSpan(0, words), _old.AsSpan(0, words), counts);
        for (int index = 0; index < words; index++)
            stored.SetCode(_words[index], _codes[index]);
        if (words > 0)
            (_lastWord, _lastCode) = (_words[words - 1], _codes[words - 1]);
    }

    // The hits of a word may not come all at a time, and between them it may be a NaN, whose bits its value does not tell.
    private uint CodeOf(StoredSpan stored, int word) => word == _lastWord ? _lastCode : stored.Code(word);

    private int Consecutive(int start, int end)
    {
        int words = Math.Min(MaxWords, end - start);
        for (int index = 0; index < words; index++)
            _words[index] = start + index;
        return words;
    }

    // Hits are renumbered by the words that they hit.
    private int Gather(ReadOnlySpan<ulong> hits)
    {
        int words = 0;
        for (int index = 0; index < hits.Length; index++)
        {
            int word = (int)(hits[index] >> 5);
            if (words == 0 || _words[words - 1] != word)
                _words[words++] = word;
            _hits[index] = (ulong)(words - 1) << 5 | hits[index] & 31;
        }

        return words;
    }
}
