namespace CycleSim.Accelerator.Steps;

/// <summary>
/// Where the time of an operation went, for array and DMA channel, in core cycles; of both, busy and waiting add up to it. Where tiles
/// overlap, its time lasts from the end of the computation before to the end of its own, and the last one's to the end of the step.
/// </summary>
/// <param name="ArrayBusyCycles">Array or vector unit computed, stalls for banks included.</param>
/// <param name="WaitLoadCycles">They waited for operands.</param>
/// <param name="WaitStoreCycles">They had their operands and waited for an output buffer, and so for a store.</param>
/// <param name="TailCycles">All was computed, and the last stores were under way.</param>
/// <param name="LoadBusyCycles">The channel was occupied by loads, of whatever operation.</param>
/// <param name="StoreBusyCycles">The channel was occupied by stores, of whatever operation.</param>
/// <param name="DmaIdleCycles">Nothing could be moved: nothing was ready, or not what the policy wants next.</param>
public readonly record struct StepTimes(
    long ArrayBusyCycles, long WaitLoadCycles, long WaitStoreCycles, long TailCycles, long LoadBusyCycles, long StoreBusyCycles,
    long DmaIdleCycles)
{
    /// <summary>All of the time.</summary>
    public long TotalCycles => ArrayBusyCycles + WaitLoadCycles + WaitStoreCycles + TailCycles;

    /// <summary>The channel was occupied.</summary>
    public long DmaBusyCycles => LoadBusyCycles + StoreBusyCycles;

    /// <summary>Sum.</summary>
    public static StepTimes operator +(StepTimes a, StepTimes b) => new(
        a.ArrayBusyCycles + b.ArrayBusyCycles, a.WaitLoadCycles + b.WaitLoadCycles, a.WaitStoreCycles + b.WaitStoreCycles,
        a.TailCycles + b.TailCycles, a.LoadBusyCycles + b.LoadBusyCycles, a.StoreBusyCycles + b.StoreBusyCycles,
        a.DmaIdleCycles + b.DmaIdleCycles);
}
