using System.Runtime.InteropServices;
using CycleSim.Device.Codes;
using CycleSim.Kernel;
using CycleSim.Traces;

namespace CycleSim.Training.Errors;

/// <summary>
/// What a decoder makes of a tensor whose writes failed: the code's words follow each other in the tensor's memory, check bits of their own
/// fail beside them, and what remains wrong is what the decoder did not correct, or corrected wrongly. Work goes with the wrong bits.
/// </summary>
internal sealed class WordDecoder
{
    /// <summary>Bits of the words that hold wrong check bits, one after the other.</summary>
    private const int CheckWordBits = 32;

    private static readonly int[] AllBits = [.. Enumerable.Range(0, CheckWordBits)];

    private readonly ErrorCorrectingCode _code;
    private readonly int _wordBits;
    private readonly ErrorSampler? _checkSampler;
    private readonly FlipModel _checkModel = new();
    private readonly long[] _ignored = new long[CheckWordBits];
    private readonly List<int> _wrong = [];
    private uint[] _checks = [];

    /// <summary>Makes a decoder.</summary>
    /// <param name="code">The code.</param>
    /// <param name="checkBitErrorRate">Probability that a check bit of a written word is wrong, 0 to 1.</param>
    /// <param name="wordBits">Bits of a word of the tensor, 1 to 32; the others are not stored.</param>
    internal WordDecoder(ErrorCorrectingCode code, double checkBitErrorRate, int wordBits = StoredWord.Bits)
    {
        _code = code;
        _wordBits = wordBits;
        _checkSampler = checkBitErrorRate > 0 && code.CheckBits > 0 ? new ErrorSampler(checkBitErrorRate, AllBits) : null;
    }

    /// <summary>Decodes each word of a tensor that has a wrong bit.</summary>
    /// <param name="key">Key of the random numbers of check bits.</param>
    /// <param name="written">What was to be written.</param>
    /// <param name="stored">What the cells hold; becomes what the decoder gives.</param>
    /// <param name="counts">Gets one for each bit that is wrong after decoding, by its position in the word.</param>
    internal void Decode(PhiloxBlock key, ReadOnlySpan<uint> written, Span<uint> stored, Span<long> counts)
    {
        long bits = (long)stored.Length * _wordBits;
        long words = (bits + _code.DataBits - 1) / _code.DataBits;
        ReadOnlySpan<uint> checks = FailChecks(key, words);
        long dataBit = NextData(written, stored, 0);
        long checkBit = NextCheck(checks, 0);
        while (dataBit < bits || checkBit < long.MaxValue)
        {
            long word = Math.Min(
                dataBit < bits ? dataBit / _code.DataBits : long.MaxValue,
                checkBit < long.MaxValue ? checkBit / _code.CheckBits : long.MaxValue);
            if (word >= words)
                break;
            _wrong.Clear();
            for (; checkBit < long.MaxValue && checkBit / _code.CheckBits == word; checkBit = NextCheck(checks, checkBit + 1))
                _wrong.Add((int)(checkBit % _code.CheckBits));
            for (; dataBit < bits && dataBit / _code.DataBits == word; dataBit = NextData(written, stored, dataBit + 1))
                _wrong.Add(_code.CheckBits + (int)(dataBit % _code.DataBits));
            Decode(word * _code.DataBits, written, stored, counts);
        }
    }

    /// <summary>Decodes one word; the bits behind the last word of a tensor are not stored, and never wrong.</summary>
    private void Decode(long start, ReadOnlySpan<uint> written, Span<uint> stored, Span<long> counts)
    {
        ReadOnlySpan<int> wrong = CollectionsMarshal.AsSpan(_wrong);
        IReadOnlyList<int> flipped = _code.DecodeErrors(wrong).FlippedBits;
        foreach (int bit in flipped)
        {
            long at = start + bit - _code.CheckBits;
            if (bit < _code.CheckBits || at >= (long)stored.Length * _wordBits)
                continue;
            stored[(int)(at / _wordBits)] ^= 1u << (int)(at % _wordBits);
            if (!wrong.Contains(bit))
                counts[(int)(at % _wordBits)]++;
        }

        foreach (int bit in wrong)
        {
            long at = start + bit - _code.CheckBits;
            if (bit >= _code.CheckBits && Differs(written, stored, at))
                counts[(int)(at % _wordBits)]++;
        }
    }

    private bool Differs(ReadOnlySpan<uint> written, ReadOnlySpan<uint> stored, long bit) =>
        ((written[(int)(bit / _wordBits)] ^ stored[(int)(bit / _wordBits)]) >> (int)(bit % _wordBits) & 1) != 0;

    /// <summary>The first wrong bit of the tensor from one on, or one past its end.</summary>
    private long NextData(ReadOnlySpan<uint> written, ReadOnlySpan<uint> stored, long from)
    {
        int word = (int)(from / _wordBits);
        if (word >= stored.Length)
            return (long)stored.Length * _wordBits;
        uint differing = (written[word] ^ stored[word]) >> (int)(from % _wordBits);
        if (differing != 0)
            return from + uint.TrailingZeroCount(differing);
        word++;
        word += written[word..].CommonPrefixLength(stored[word..]);
        return word < stored.Length
            ? (long)word * _wordBits + uint.TrailingZeroCount(written[word] ^ stored[word])
            : (long)stored.Length * _wordBits;
    }

    /// <summary>The first wrong check bit from one on, counted through all words; the largest number if there is none.</summary>
    private static long NextCheck(ReadOnlySpan<uint> checks, long from)
    {
        int word = (int)(from / CheckWordBits);
        if (word >= checks.Length)
            return long.MaxValue;
        uint wrong = checks[word] >> (int)(from % CheckWordBits);
        if (wrong != 0)
            return from + uint.TrailingZeroCount(wrong);
        int ahead = checks[++word..].IndexOfAnyExcept(0u);
        return ahead < 0 ? long.MaxValue : (long)(word + ahead) * CheckWordBits + uint.TrailingZeroCount(checks[word + ahead]);
    }

    /// <summary>Ones for the check bits that are wrong, those of all words one after the other.</summary>
    private ReadOnlySpan<uint> FailChecks(PhiloxBlock key, long words)
    {
        if (_checkSampler is null)
            return [];
        int length = checked((int)((words * _code.CheckBits + CheckWordBits - 1) / CheckWordBits));
        if (_checks.Length < length)
            _checks = new uint[length];
        Span<uint> checks = _checks.AsSpan(0, length);
        checks.Clear();
        _checkModel.Write(_checkSampler, key, checks, [], _ignored);
        return checks;
    }
}
