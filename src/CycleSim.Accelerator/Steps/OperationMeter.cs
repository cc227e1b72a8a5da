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
    /// <param name="dram">What DRAM did in its time.</param>
    internal MachineUsage Close(int index, out DramCounts dram)
    {
        long end = machine.Clock.Cycle;
        DramCounts counts = machine.Dram.CountsAt(end);
        dram = counts - _dram;
        MachineUsage usage = machine.Ledger.Take(index);
        long waited = end - _endCycle - usage.Cycles.Total;
        (_endCycle, _dram) = (end, counts);
        return usage with { Cycles = usage.Cycles with { Dram = waited } };
    }
}
