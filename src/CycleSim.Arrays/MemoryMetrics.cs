namespace CycleSim.Arrays;

/// <summary>What a memory array of one capacity costs. All values are positive.</summary>
/// <param name="CapacityBytes">Capacity in bytes.</param>
/// <param name="AreaMm2">Area in mm².</param>
/// <param name="ReadLatencyNs">Time of a read in ns.</param>
/// <param name="WriteLatencyNs">Time of a write in ns.</param>
/// <param name="ReadEnergyPj">Energy of reading <paramref name="AccessBits"/> bits at once, in pJ.</param>
/// <param name="WriteEnergyPj">Energy of writing <paramref name="AccessBits"/> bits at once, in pJ.</param>
/// <param name="AccessBits">Bits of one access.</param>
/// <param name="LeakageMw">Static power of the whole array in mW.</param>
public readonly record struct MemoryMetrics(
    long CapacityBytes,
    double AreaMm2,
    double ReadLatencyNs,
    double WriteLatencyNs,
    double ReadEnergyPj,
    double WriteEnergyPj,
    int AccessBits,
    double LeakageMw)
{
    /// <summary>Energy of reading one bit as part of a full access, in pJ.</summary>
    public double ReadEnergyPjPerBit => ReadEnergyPj / AccessBits;

    /// <summary>Energy of writing one bit as part of a full access, in pJ.</summary>
    public double WriteEnergyPjPerBit => WriteEnergyPj / AccessBits;
}
