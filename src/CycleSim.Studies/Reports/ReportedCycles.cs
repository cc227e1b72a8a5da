using CycleSim.Accelerator.Components;

namespace CycleSim.Studies.Reports;

/// <summary>Core cycles by cause, as a report has them; every cycle has exactly one.</summary>
/// <param name="Total">All cycles.</param>
/// <param name="Compute">Steps in which a fold consumes operands.</param>
/// <param name="FillDrain">Steps in which the wavefront enters and outputs leave.</param>
/// <param name="Vector">Steps of the vector unit.</param>
/// <param name="Dram">Cycles in which DRAM bursts move and everything else waits.</param>
/// <param name="BankConflict">Wait cycles because a bank was busy with another access.</param>
/// <param name="AccessLatency">Wait cycles for the latency of the scratchpads itself, also of the last accesses of a phase.</param>
public sealed record ReportedCycles(
    long Total, long Compute, long FillDrain, long Vector, long Dram, long BankConflict, long AccessLatency)
{
    internal static ReportedCycles None { get; } = Of(default);

    /// <summary>Sum, total by total.</summary>
    public static ReportedCycles operator +(ReportedCycles a, ReportedCycles b) => new(
        a.Total + b.Total, a.Compute + b.Compute, a.FillDrain + b.FillDrain, a.Vector + b.Vector, a.Dram + b.Dram,
        a.BankConflict + b.BankConflict, a.AccessLatency + b.AccessLatency);

    /// <summary>Cycles by cause.</summary>
    /// <param name="cycles">The cycles.</param>
    public static ReportedCycles Of(CycleCounts cycles) => new(
        cycles.Total, cycles.Compute, cycles.FillDrain, cycles.Vector, cycles.Dram, cycles.BankConflict, cycles.AccessLatency);
}
