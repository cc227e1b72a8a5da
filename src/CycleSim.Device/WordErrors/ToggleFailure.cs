namespace CycleSim.Device.WordErrors;

/// <summary>
/// Words after one write that fails only where a bit has to toggle. All but the last two are exact when the toggles of data and
/// check bits are independent, as those of random data are.
/// </summary>
public sealed record ToggleFailure
{
    /// <summary>Probability that a data bit has to toggle.</summary>
    public required double ToggleProbability { get; init; }

    /// <summary>Probability that a bit that has to toggle keeps its old value.</summary>
    public required double WriteErrorRate { get; init; }

    /// <summary>Probability that a data bit is wrong after the write.</summary>
    public required double DataBitErrorRate { get; init; }

    /// <summary>The same, averaged over all bits of the codeword.</summary>
    public required double MeanBitErrorRate { get; init; }

    /// <summary>That of a data bit after many writes: the old bit may be wrong itself.</summary>
    public required double StationaryDataBitErrorRate { get; init; }

    /// <summary>Bits of the codeword that toggle, for each data bit.</summary>
    public required double PulsesPerDataBit { get; init; }

    /// <summary>Probability that more bits are wrong than the code corrects.</summary>
    public required double Uncorrectable { get; init; }

    /// <summary>The same if all bits erred at the mean rate.</summary>
    public required double UncorrectableAtMeanRate { get; init; }

    /// <summary>The same if every bit failed at the write error rate, whether it toggles or not.</summary>
    public required double UncorrectableWhenAllFail { get; init; }
}
