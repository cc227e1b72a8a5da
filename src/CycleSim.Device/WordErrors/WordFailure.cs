namespace CycleSim.Device.WordErrors;

/// <summary>How often words fail, and what is left of their errors. All are probabilities.</summary>
public sealed record WordFailure
{
    /// <summary>Probability that a bit of a stored codeword is wrong.</summary>
    public required double RawBitErrorRate { get; init; }

    /// <summary>More bits are wrong than the code corrects.</summary>
    public required double Uncorrectable { get; init; }

    /// <summary>The decoder sees errors and gives up; by the uniform model where <see cref="Miscorrected"/> is null.</summary>
    public required double Detected { get; init; }

    /// <summary>The decoder takes the word for another codeword, exactly; null with more than 32 check bits.</summary>
    public double? Miscorrected { get; init; }

    /// <summary>The same if the syndromes of uncorrectable words are all alike.</summary>
    public required double MiscorrectedUniform { get; init; }

    /// <summary>Share of wrong bits of codewords, when uncorrectable words are handed on as they were read.</summary>
    public required double BitErrorRate { get; init; }

    /// <summary>Its upper bound: every uncorrectable word gets t more wrong bits; 1 at most.</summary>
    public required double BitErrorRateUpperBound { get; init; }

    /// <summary>Share of wrong bits of codewords with miscorrected words as the decoder leaves them; null as above.</summary>
    public double? BitErrorRateExact { get; init; }

    /// <summary>The same if the syndromes of uncorrectable words are all alike.</summary>
    public required double BitErrorRateUniform { get; init; }
}
