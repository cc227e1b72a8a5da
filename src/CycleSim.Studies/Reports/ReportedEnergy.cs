using System.Text.Json.Serialization;
using CycleSim.Accelerator.Energy;

namespace CycleSim.Studies.Reports;

/// <summary>Energy by component, as a report has it, in pJ. Decimal numbers, so that parts add up to totals exactly.</summary>
/// <param name="TotalPj">Everything.</param>
/// <param name="DramActivatePj">Row activates and precharges.</param>
/// <param name="DramReadPj">Read bursts.</param>
/// <param name="DramWritePj">Write bursts.</param>
/// <param name="DramRefreshPj">Refreshes.</param>
/// <param name="DramBackgroundPj">DRAM standby.</param>
/// <param name="DramInterfacePj">Drivers, PHY and termination.</param>
/// <param name="ScratchpadReadPj">Scratchpad reads.</param>
/// <param name="ScratchpadWritePj">Scratchpad writes.</param>
/// <param name="LeakagePj">Leakage of the on-chip memory over the run time.</param>
/// <param name="ComputePj">Multiply-accumulates.</param>
public sealed record ReportedEnergy(
    decimal TotalPj, decimal DramActivatePj, decimal DramReadPj, decimal DramWritePj, decimal DramRefreshPj, decimal DramBackgroundPj,
    decimal DramInterfacePj, decimal ScratchpadReadPj, decimal ScratchpadWritePj, decimal LeakagePj, decimal ComputePj)
{
    /// <summary>The accumulator buffer: sums written and read, and its leakage; null where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? AccumulatorPj { get; init; }

    /// <summary>All of DRAM.</summary>
    public decimal DramPj => DramActivatePj + DramReadPj + DramWritePj + DramRefreshPj + DramBackgroundPj + DramInterfacePj;

    internal static ReportedEnergy None { get; } = Of(default);

    /// <summary>Sum, total by total.</summary>
    public static ReportedEnergy operator +(ReportedEnergy a, ReportedEnergy b) => new(
        a.TotalPj + b.TotalPj, a.DramActivatePj + b.DramActivatePj, a.DramReadPj + b.DramReadPj, a.DramWritePj + b.DramWritePj,
        a.DramRefreshPj + b.DramRefreshPj, a.DramBackgroundPj + b.DramBackgroundPj, a.DramInterfacePj + b.DramInterfacePj,
        a.ScratchpadReadPj + b.ScratchpadReadPj, a.ScratchpadWritePj + b.ScratchpadWritePj, a.LeakagePj + b.LeakagePj,
        a.ComputePj + b.ComputePj)
    {
        AccumulatorPj = a.AccumulatorPj is null && b.AccumulatorPj is null ? null : (a.AccumulatorPj ?? 0) + (b.AccumulatorPj ?? 0),
    };

    internal static ReportedEnergy Of(EnergyBreakdown energy) => new(
        energy.TotalPj, energy.DramActivatePj, energy.DramReadPj, energy.DramWritePj, energy.DramRefreshPj, energy.DramBackgroundPj,
        energy.DramInterfacePj, energy.ScratchpadReadPj, energy.ScratchpadWritePj, energy.LeakagePj, energy.ComputePj)
    {
        AccumulatorPj = energy.AccumulatorPj == 0 ? null : energy.AccumulatorPj,
    };
}
