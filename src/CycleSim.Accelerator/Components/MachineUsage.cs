namespace CycleSim.Accelerator.Components;

/// <summary>What an operation has used of array, vector unit and scratchpads.</summary>
internal sealed class MachineUsage
{
    /// <summary>Core cycles by cause; none of them for DRAM.</summary>
    internal CycleCounts Cycles { get; private set; }

    /// <summary>Accesses of the scratchpads.</summary>
    internal ScratchpadTotals Scratchpads { get; private set; }

    /// <summary>Words of the accumulator buffer.</summary>
    internal AccumulatorCounts Accumulators { get; private set; }

    /// <summary>Enters what the accumulator buffer moved.</summary>
    internal void Add(in AccumulatorCounts moved) => Accumulators += moved;

    /// <summary>Enters an activity.</summary>
    internal void Add(in CycleCounts cycles, in ScratchpadTotals moved)
    {
        Cycles += cycles;
        Scratchpads += moved;
    }
}
