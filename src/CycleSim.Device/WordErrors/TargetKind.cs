namespace CycleSim.Device.WordErrors;

/// <summary>What a failure target is for.</summary>
public enum TargetKind
{
    /// <summary>Probability that a word has more wrong bits than the code corrects.</summary>
    Word,

    /// <summary>Share of wrong bits after decoding.</summary>
    Ber,

    /// <summary>Probability that any word of a memory has more wrong bits than the code corrects.</summary>
    Memory,
}
