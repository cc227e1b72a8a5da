using CycleSim.Accelerator.Components;
using CycleSim.Dram.Statistics;

namespace CycleSim.Accelerator.Steps;

/// <summary>
/// Splits the run at the ends of operations: the time between two ends belongs to one operation, and every cycle of it has exactly one
/// cause. Cycles in which neither array nor vector unit ran count as DRAM's: both wait for data then (or for their turn, with an ordering
/// of one's own). What other clients of DRAM do in that time counts for the operation too.
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
