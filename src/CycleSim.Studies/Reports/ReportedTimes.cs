using System.Text.Json.Serialization;
using CycleSim.Accelerator.Steps;

namespace CycleSim.Studies.Reports;

/// <summary>
/// Where the time of array and DMA channel went, as a report has it, in core cycles; of both, busy and waiting add up to the total.
/// </summary>
/// <param name="TotalCycles">All of the time.</param>
/// <param name="ArrayBusyCycles">Array or vector unit computed, stalls for banks included.</param>
/// <param name="WaitLoadCycles">They waited for operands.</param>
/// <param name="WaitStoreCycles">They waited for an output buffer, and so for a store.</param>
/// <param name="TailCycles">All was computed, and the last stores were under way.</param>
/// <param name="DmaBusyCycles">The channel was occupied.</param>
/// <param name="LoadBusyCycles">By loads.</param>
/// <param name="StoreBusyCycles">By stores.</param>
/// <param name="DmaIdleCycles">Nothing could be moved.</param>
public sealed record ReportedTimes(
    long TotalCycles,
    [property: JsonPropertyName("array_busy")] long ArrayBusyCycles,
    [property: JsonPropertyName("wait_load")] long WaitLoadCycles,
    [property: JsonPropertyName("wait_store")] long WaitStoreCycles,
    [property: JsonPropertyName("tail")] long TailCycles,
    [property: JsonPropertyName("dma_busy")] long DmaBusyCycles,
    [property: JsonPropertyName("load_busy")] long LoadBusyCycles,
    [property: JsonPropertyName("store_busy")] long StoreBusyCycles,
    [property: JsonPropertyName("dma_idle")] long DmaIdleCycles)
{
    /// <summary>The times of an operation or of a step; null where nobody kept account of them.</summary>
    /// <param name="times">The times.</param>
    public static ReportedTimes? Of(StepTimes? times) => times is { } known
        ? new(
            known.TotalCycles, known.ArrayBusyCycles, known.WaitLoadCycles, known.WaitStoreCycles, known.TailCycles, known.DmaBusyCycles,
            known.LoadBusyCycles, known.StoreBusyCycles, known.DmaIdleCycles)
        : null;
}
