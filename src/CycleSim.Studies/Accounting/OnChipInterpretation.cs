namespace CycleSim.Studies.Accounting;

/// <summary>How long accesses to the buffers take.</summary>
public enum OnChipInterpretation
{
    /// <summary>256 words at a time, one buffer after the other, each time the latency of the array.</summary>
    Serial,

    /// <summary>256 words at a time, the three buffers side by side.</summary>
    Parallel,

    /// <summary>256 banks of 16 words each at a time, as the machine has them, one buffer after the other.</summary>
    Banks,

    /// <summary>No time.</summary>
    None,
}
