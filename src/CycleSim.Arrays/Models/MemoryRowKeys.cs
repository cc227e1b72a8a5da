using CycleSim.Configuration.Keys;

namespace CycleSim.Arrays.Models;

/// <summary>The keys of a row of "table" in a memory technology's file.</summary>
internal static class MemoryRowKeys
{
    // Far beyond any array, and narrow enough that interpolation cannot overflow.
    private const double Min = 1e-9;
    private const double Max = 1e9;

    internal static readonly KeySet All = new("memory row", "One array of the table.");

    internal static readonly Key<long> Capacity = All.Bytes("capacity", "Its capacity, larger than that of the row before.");

    internal static readonly Key<double> Area = Metric("area_mm2", "Area.", "mm2");

    internal static readonly Key<double> ReadLatency = Metric("read_latency_ns", "Latency of a read access.", "ns");

    internal static readonly Key<double> WriteLatency = Metric("write_latency_ns", "Latency of a write access.", "ns");

    internal static readonly Key<double> ReadEnergy = Metric("read_energy_pj", "Energy of a read access.", "pJ");

    internal static readonly Key<double> WriteEnergy = Metric("write_energy_pj", "Energy of a write access.", "pJ");

    internal static readonly Key<double> Leakage = Metric("leakage_mw", "Leakage power.", "mW");

    internal static readonly Key<string> Source = All.String("source", "Where the row comes from.", "");

    private static Key<double> Metric(string name, string meaning, string unit) => All.Number(name, meaning, Min, Max, unit);
}
