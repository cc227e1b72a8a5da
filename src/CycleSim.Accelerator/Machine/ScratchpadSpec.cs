namespace CycleSim.Accelerator.Machine;

/// <summary>The scratchpads' organisation; all three are alike.</summary>
/// <param name="Banks">Banks of each scratchpad, 1 to 4096.</param>
/// <param name="LineBytes">Bytes of a line, the unit of access: a power of two.</param>
/// <param name="Banking">Name of the bank mapping.</param>
/// <param name="InitiationIntervalCycles">Cycles a bank is busy with an access; null: as long as the access takes (not pipelined).</param>
public sealed record ScratchpadSpec(int Banks, int LineBytes, string Banking, int? InitiationIntervalCycles)
{
    /// <summary>How writes are verified; null for not at all.</summary>
    public WriteVerifySpec? WriteVerify { get; init; }

    /// <summary>Largest number of banks.</summary>
    internal const int MaxBanks = 4096;

    /// <summary>Smallest line: it holds every word.</summary>
    internal const int MinLineBytes = 16;

    /// <summary>Largest line.</summary>
    internal const int MaxLineBytes = 256;

    /// <summary>Longest time for which a pipelined bank is busy, cycles.</summary>
    internal const int MaxInitiationIntervalCycles = 1024;
}
