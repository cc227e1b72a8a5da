namespace CycleSim.Accelerator.Components;

/// <summary>Core cycles by cause; every cycle has exactly one.</summary>
/// <param name="Compute">
/// Steps in which a fold consumes operands: K of the tile for each fold of an output-stationary array; with a stationary operand the
/// words that stream past it.
/// </param>
/// <param name="FillDrain">
/// Steps in which the wavefront enters and outputs leave, and in which a stationary operand is loaded while nothing streams.
/// </param>
/// <param name="Vector">Steps of the vector unit (element-wise operations, DMA through the lane buffers).</param>
/// <param name="Dram">Cycles in which array and vector unit wait for DRAM.</param>
/// <param name="BankConflict">Stall because a bank was busy with another access.</param>
/// <param name="AccessLatency">Stall for the scratchpads' latency itself, also of the last accesses of a phase.</param>
public readonly record struct CycleCounts(
    long Compute, long FillDrain, long Vector, long Dram, long BankConflict, long AccessLatency)
{
    /// <summary>All cycles.</summary>
    public long Total => Compute + FillDrain + Vector + Dram + BankConflict + AccessLatency;

    /// <summary>Sum.</summary>
    public static CycleCounts operator +(CycleCounts a, CycleCounts b) => new(
        a.Compute + b.Compute, a.FillDrain + b.FillDrain, a.Vector + b.Vector, a.Dram + b.Dram,
        a.BankConflict + b.BankConflict, a.AccessLatency + b.AccessLatency);
}
