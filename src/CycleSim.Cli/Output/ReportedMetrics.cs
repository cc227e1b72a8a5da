using CycleSim.Arrays;

namespace CycleSim.Cli.Output;

/// <summary>Metrics of a memory array, as results of `cyclesim array` have them among other keys.</summary>
/// <param name="metrics">The metrics.</param>
internal class ReportedMetrics(MemoryMetrics metrics)
{
    public long CapacityBytes => metrics.CapacityBytes;

    public int AccessBits => metrics.AccessBits;

    public double AreaMm2 => metrics.AreaMm2;

    public double ReadLatencyNs => metrics.ReadLatencyNs;

    public double WriteLatencyNs => metrics.WriteLatencyNs;

    public double ReadEnergyPj => metrics.ReadEnergyPj;

    public double WriteEnergyPj => metrics.WriteEnergyPj;

    public double ReadEnergyPjPerBit => metrics.ReadEnergyPjPerBit;

    public double WriteEnergyPjPerBit => metrics.WriteEnergyPjPerBit;

    public double LeakageMw => metrics.LeakageMw;
}
