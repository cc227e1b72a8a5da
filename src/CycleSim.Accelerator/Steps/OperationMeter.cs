using CycleSim.Accelerator.Components;
using CycleSim.Dram;

namespace CycleSim.Accelerator.Steps;

/// <summary>
/// Splits the run at the ends of operations: the time between two ends belongs to one operation, and every cycle of it has exactly one
/// cause. Cycles in which neither array nor vector unit ran are DRAM's.
/// </summary>
/// <param name="machine">The machine.</param>
internal sealed class OperationMeter(StepMachine machine)
{
    private long _endCycle;
    private DramCounts _dram;

    /// <summary>An operation ends now.</summary>
    /// <param name="index">Index of the operation.</param>
    internal OperationShare Close(int index)
    {
        long end = machine.Clock.Cycle;
        DramCounts dram = machine.Dram.CountsAt(end);
        MachineUsage usage = machine.Ledger.Take(index);
        var share = new OperationShare(
            usage.Cycles with { Dram = end - _endCycle - usage.Cycles.Total }, usage.Scratchpads, dram - _dram);
        (_endCycle, _dram) = (end, dram);
        return share;
    }
}
