using CycleSim.Arrays;

namespace CycleSim.Studies.Codesign;

/// <summary>What an array costs, as a result has it.</summary>
/// <param name="AreaMm2">Area in mm².</param>
/// <param name="ReadNs">Read latency in ns.</param>
/// <param name="WriteNs">Write latency of one attempt in ns.</param>
/// <param name="ReadPjPerBit">Energy of a read in pJ for each data bit.</param>
/// <param name="WritePjPerBit">Energy of one attempt at a write in pJ for each data bit.</param>
/// <param name="LeakageMw">Leakage in mW.</param>
public sealed record ReportedArrayCost(
    double AreaMm2, double ReadNs, double WriteNs, double ReadPjPerBit, double WritePjPerBit, double LeakageMw)
{
    /// <summary>What a result says of an array.</summary>
    /// <param name="metrics">The array.</param>
    public static ReportedArrayCost Of(MemoryMetrics metrics) => new(
        metrics.AreaMm2, metrics.ReadLatencyNs, metrics.WriteLatencyNs, metrics.ReadEnergyPjPerBit, metrics.WriteEnergyPjPerBit,
        metrics.LeakageMw);
}
