using CycleSim.Accelerator.Components;
using CycleSim.Dram.Statistics;

namespace CycleSim.Accelerator.Steps;

/// <summary>
/// Splits the run at the ends of operations: the time between two ends belongs to one operation, and every cycle of it has exactly one
/// cause. Cycles in which neither array nor vector unit ran count as DRAM's: both wait for data then (or for their turn, with a custom
/// ordering). What other clients of DRAM do in that time counts for the operation too.
/// </summary>
/// <param name="machine">The machine.</param>
/// <param name="isSequential">Computation and transfers never overlap.</param>
internal sealed class OperationMeter(StepMachine machine, bool isSequential)
{
    private long _loads;
    private long _stores;
    private long _endCycle;
    private DramCounts _dram;

    /// <summary>An operation ends now.</summary>
    /// <param name="index">Index of the operation.</param>
    internal OperationShare Close(int index)
    {
        long end = machine.Clock.Cycle;
        DramCounts dram = machine.Dram.CountsAt(end);
        MachineUsage usage = machine.Ledger.Take(index);
        CycleCounts cycles = usage.Cycles with { Dram = end - _endCycle - usage.Cycles.Total };
        var share = new OperationShare(cycles, usage.Scratchpads, dram - _dram, isSequential ? TimesOf(cycles) : null)
        {
            Accumulators = usage.Accumulators,
        };
        (_endCycle, _dram) = (end, dram);
        return share;
    }

    /// <summary>While a transfer is under way nothing else happens: array and vector unit wait for it.</summary>
    private StepTimes TimesOf(in CycleCounts cycles)
    {
        long loads = machine.Dma.LoadCycles - _loads;
        long stores = machine.Dma.StoreCycles - _stores;
        (_loads, _stores) = (machine.Dma.LoadCycles, machine.Dma.StoreCycles);
        long busy = cycles.Total - cycles.Dram;
        return new StepTimes(busy, cycles.Dram - stores, stores, 0, loads, stores, cycles.Total - loads - stores);
    }
}
