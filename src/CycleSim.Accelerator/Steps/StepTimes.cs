namespace CycleSim.Accelerator.Steps;

/// <summary>
/// Where the time of an operation went, for array and DMA channel, in core cycles; of both, busy and waiting add up to it. Where tiles
/// overlap, its time lasts from the end of the computation before to the end of its own, and the last one's to the end of the step.
/// </summary>
/// <param name="ArrayBusy">Array or vector unit computed, stalls for banks included.</param>
/// <param name="WaitLoad">They waited for operands.</param>
/// <param name="WaitStore">They had their operands and waited for an output buffer, and so for a store.</param>
/// <param name="Tail">All was computed, and the last stores were under way.</param>
/// <param name="LoadBusy">The channel was occupied by loads, of whatever operation.</param>
/// <param name="StoreBusy">The channel was occupied by stores, of whatever operation.</param>
/// <param name="DmaIdle">Nothing could be moved: nothing was ready, or not what the policy wants next.</param>
public readonly record struct StepTimes(
    long ArrayBusy, long WaitLoad, long WaitStore, long Tail, long LoadBusy, long StoreBusy, long DmaIdle)
{
    /// <summary>All of the time.</summary>
    public long TotalCycles => ArrayBusy + WaitLoad + WaitStore + Tail;

    /// <summary>The channel was occupied.</summary>
    public long DmaBusy => LoadBusy + StoreBusy;

    /// <summary>Sum.</summary>
    public static StepTimes operator +(StepTimes a, StepTimes b) => new(
        a.ArrayBusy + b.ArrayBusy, a.WaitLoad + b.WaitLoad, a.WaitStore + b.WaitStore, a.Tail + b.Tail, a.LoadBusy + b.LoadBusy,
        a.StoreBusy + b.StoreBusy, a.DmaIdle + b.DmaIdle);
}
