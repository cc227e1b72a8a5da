namespace CycleSim.Arrays.Circuit;

/// <summary>How a long wire is driven.</summary>
internal enum WireDrive
{
    /// <summary>A plain wire.</summary>
    Unrepeated,

    /// <summary>Repeaters of the size and spacing with the smallest delay.</summary>
    Repeated,

    /// <summary>Differential, with a small swing and a sense amplifier at the far end.</summary>
    LowSwing,
}
