using System.Numerics;

namespace CycleSim.Device.Codes;

/// <summary>
/// A systematic binary block code with its encoder and bounded-distance decoder. Words are packed, bit 0 first: the check bits, then the
/// data bits. Immutable, so safe for any number of threads.
/// </summary>
public sealed class ErrorCorrectingCode
{
    private readonly IErrorLocator _locator;

    internal ErrorCorrectingCode(ParityChecks checks, IErrorLocator locator)
    {
        Checks = checks;
        _locator = locator;
        Encoder = checks.Rows == 0 ? null : EncoderCost.Of(checks);
    }

    /// <summary>Name with the number of bits of codeword and data, e.g. "SEC-DED(72,64)".</summary>
    public required string Name { get; init; }

    /// <summary>Family: none, SEC, SECDED, BCH or BCHX (with an overall parity bit).</summary>
    public required string Family { get; init; }

    /// <summary>Number of wrong bits that are corrected, t.</summary>
    public required int CorrectableBits { get; init; }

    /// <summary>Distance between codewords that the construction guarantees.</summary>
    public required int MinDistance { get; init; }

    /// <summary>Degree m of the field, or of the columns of SEC and SEC-DED; null without a code.</summary>
    public int? FieldDegree { get; init; }

    /// <summary>Generator polynomial, bit i for x^i, without the overall parity; null where there is none.</summary>
    public BigInteger? Generator { get; init; }

    /// <summary>Number of data bits k.</summary>
    public int DataBits => Checks.DataBits;

    /// <summary>Number of check bits r.</summary>
    public int CheckBits => Checks.Rows;

    /// <summary>Number of bits of a codeword, n = k + r.</summary>
    public int CodewordBits => Checks.CodewordBits;

    /// <summary>Size of the encoder; null without a code.</summary>
    public EncoderCost? Encoder { get; }

    /// <summary>Whether the code has an overall parity, so that codewords have an even number of ones.</summary>
    public bool HasOnlyEvenWeights => MinDistance % 2 == 0;

    /// <summary>The parity check matrix.</summary>
    internal ParityChecks Checks { get; }

    /// <summary>For each check bit the number of data bits that it is the parity of.</summary>
    public IReadOnlyList<int> DataBitsPerCheck() => Checks.DataBitsPerCheck();

    /// <summary>The codeword of data.</summary>
    /// <param name="data">The data bits, packed.</param>
    /// <returns>The codeword, packed.</returns>
    /// <exception cref="ArgumentException">There are too few words for the data bits.</exception>
    public ulong[] Encode(ReadOnlySpan<ulong> data)
    {
        CheckWords(data, DataBits);
        ulong[] checks = new ulong[BitWords.Count(CheckBits)];
        ulong[] codeword = new ulong[BitWords.Count(CodewordBits)];
        for (int bit = 0; bit < DataBits; bit++)
        {
            if (!BitWords.Get(data, bit))
                continue;
            BitWords.Flip(codeword, CheckBits + bit);
            BitWords.Xor(checks, Checks.OfData(bit)[..checks.Length]);
        }

        BitWords.Xor(codeword, checks);
        return codeword;
    }

    /// <summary>Corrects a received word in place, if a codeword is within <see cref="CorrectableBits"/> of it.</summary>
    /// <param name="word">The word, packed.</param>
    /// <returns>What the decoder found.</returns>
    /// <exception cref="ArgumentException">There are too few words for the codeword's bits.</exception>
    public DecodeOutcome Decode(Span<ulong> word)
    {
        CheckWords(word, CodewordBits);
        Decoding decoding = OfSyndrome(Checks.Syndrome(word));
        foreach (int bit in decoding.FlippedBits)
            BitWords.Flip(word, bit);
        return decoding.Outcome;
    }

    /// <summary>
    /// What <see cref="Decode"/> does to any codeword in which some bits are wrong: it depends on those alone. Its time goes with their
    /// number rather than with the length of the word.
    /// </summary>
    /// <param name="wrongBits">The bits that are wrong, from 0, each once: check bits first, then data bits.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bit is not part of the codeword.</exception>
    public Decoding DecodeErrors(ReadOnlySpan<int> wrongBits) => OfSyndrome(Checks.SyndromeOf(wrongBits));

    /// <summary>The data bits of a word.</summary>
    /// <param name="word">The word, packed.</param>
    /// <returns>The data bits, packed.</returns>
    /// <exception cref="ArgumentException">There are too few words for the codeword's bits.</exception>
    public ulong[] DataOf(ReadOnlySpan<ulong> word)
    {
        CheckWords(word, CodewordBits);
        ulong[] data = new ulong[BitWords.Count(DataBits)];
        for (int bit = 0; bit < DataBits; bit++)
            if (BitWords.Get(word, CheckBits + bit))
                BitWords.Flip(data, bit);
        return data;
    }

    private Decoding OfSyndrome(ulong[] syndrome) =>
        BitWords.IsZero(syndrome) ? new(DecodeOutcome.Codeword, [])
        : _locator.Locate(syndrome) is { } wrong ? new(DecodeOutcome.Corrected, wrong)
        : new(DecodeOutcome.Detected, []);

    private static void CheckWords(ReadOnlySpan<ulong> words, int bits)
    {
        if (words.Length < BitWords.Count(bits))
            throw new ArgumentException(FormattableString.Invariant($"{words.Length} words do not hold {bits} bits"), nameof(words));
    }
}
