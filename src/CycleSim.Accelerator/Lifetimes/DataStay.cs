using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Lifetimes;

/// <summary>
/// Data that lie in a scratchpad: from the start of the operation that writes or loads them to the end of the last one that reads them, or
/// writes them back, before they are overwritten or leave. Operations are not looked into, so the data may live a little shorter. Where
/// transfers overlap with computation, a stay begins with the operation before and ends with the one behind.
/// </summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="IsTile">
/// Only tiles of it pass through a part of the scratchpad, each for the time of the operation at most, with its neighbours where transfers
/// overlap.
/// </param>
/// <param name="StartCycle">Core cycle in which the first operation starts.</param>
/// <param name="EndCycle">Core cycle in which the last operation ends.</param>
/// <param name="UsedCycles">Cycles of the operations in between that use the data.</param>
public readonly record struct DataStay(TensorSpec Tensor, bool IsTile, long StartCycle, long EndCycle, long UsedCycles)
{
    /// <summary>How long the data must last, core cycles.</summary>
    public long Cycles => EndCycle - StartCycle;

    /// <summary>Share of the time in which nobody uses the data, 0 to 1.</summary>
    public double IdleShare => Cycles == 0 ? 0 : 1 - (double)UsedCycles / Cycles;
}
