using CycleSim.Accelerator.Steps;

namespace CycleSim.Studies.Reports;

/// <summary>
/// Where the time of array and DMA channel went, as a report has it, in core cycles; of both, busy and waiting add up to the total.
/// </summary>
/// <param name="TotalCycles">All of the time.</param>
/// <param name="ArrayBusy">Array or vector unit computed, stalls for banks included.</param>
/// <param name="WaitLoad">They waited for operands.</param>
/// <param name="WaitStore">They waited for an output buffer, and so for a store.</param>
/// <param name="Tail">All was computed, and the last stores were under way.</param>
/// <param name="DmaBusy">The channel was occupied.</param>
/// <param name="LoadBusy">By loads.</param>
/// <param name="StoreBusy">By stores.</param>
/// <param name="DmaIdle">Nothing could be moved.</param>
public sealed record ReportedTimes(
    long TotalCycles, long ArrayBusy, long WaitLoad, long WaitStore, long Tail, long DmaBusy, long LoadBusy, long StoreBusy, long DmaIdle)
{
    /// <summary>The times of an operation or of a step; null where nobody kept account of them.</summary>
    /// <param name="times">The times.</param>
    public static ReportedTimes? Of(StepTimes? times) => times is { } known
        ? new(
            known.TotalCycles, known.ArrayBusy, known.WaitLoad, known.WaitStore, known.Tail, known.DmaBusy, known.LoadBusy,
            known.StoreBusy, known.DmaIdle)
        : null;
}
