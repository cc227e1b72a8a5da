using System.Text.Json.Serialization;
using CycleSim.Accelerator.Steps;
using CycleSim.Configuration.Text;

namespace CycleSim.Studies.Reports;

/// <summary>The on-chip memory of a step, as a report has it.</summary>
/// <param name="Technology">Name of the memory technology.</param>
/// <param name="Source">Which model of the technology gave the properties of the arrays, in snake case.</param>
/// <param name="CapacityBytes">Total on-chip capacity.</param>
/// <param name="ReadLatencyNs">Read latency of an array, ns.</param>
/// <param name="WriteLatencyNs">Write latency of an array, ns.</param>
/// <param name="ReadLatencyCycles">Read latency of a scratchpad, core cycles.</param>
/// <param name="WriteLatencyCycles">Write latency of a scratchpad, core cycles.</param>
/// <param name="ReadEnergyPjPerBit">Energy of a read, pJ per bit.</param>
/// <param name="WriteEnergyPjPerBit">Energy of a write, pJ per bit.</param>
/// <param name="LeakageMw">Leakage of all on-chip memory, mW.</param>
/// <param name="AreaMm2">Area of all on-chip memory, mm².</param>
public sealed record ReportedMemory(
    string Technology, string Source, [property: JsonConverter(typeof(PositiveCountConverter))] long CapacityBytes, double ReadLatencyNs,
    double WriteLatencyNs, long ReadLatencyCycles, long WriteLatencyCycles, double ReadEnergyPjPerBit, double WriteEnergyPjPerBit,
    double LeakageMw, double AreaMm2)
{
    internal static ReportedMemory Of(StepResult result) => new(
        result.Memory, EnumName.Of(result.MemoryModel), result.CapacityBytes, result.Metrics.ReadLatencyNs, result.Metrics.WriteLatencyNs,
        result.ReadCycles, result.WriteCycles, result.Metrics.ReadEnergyPjPerBit, result.Metrics.WriteEnergyPjPerBit, result.LeakageMw,
        result.AreaMm2);
}
