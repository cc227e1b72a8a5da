using System.Text.Json.Serialization;
using CycleSim.Accelerator.Steps;

namespace CycleSim.Studies.Reports;

/// <summary>What a whole step took, as a report has it: the sums of its operations.</summary>
/// <param name="TimeS">Run time in s.</param>
/// <param name="Macs">Multiply-accumulates.</param>
/// <param name="Utilisation">Share of the array's multiply-accumulate slots that were used, 0 to 1.</param>
/// <param name="Cycles">Core cycles by cause.</param>
/// <param name="Scratchpads">What the scratchpads did.</param>
/// <param name="Dram">What the DRAM did.</param>
/// <param name="Energy">Energy by component.</param>
public sealed record ReportedTotals(
    double TimeS, long Macs, double Utilisation, ReportedCycles Cycles, ReportedScratchpads Scratchpads, ReportedDram Dram,
    ReportedEnergy Energy)
{
    /// <summary>Where the time of array and DMA channel went; null on machines without overlap, tiles and ideal memory.</summary>
    [JsonPropertyName("times")]
    public ReportedTimes? UnitTimes { get; init; }

    internal static ReportedTotals Of(StepResult result) => new(
        result.TimeS, result.Macs, result.Utilisation, ReportedCycles.Of(result.Cycles), ReportedScratchpads.Of(result.Scratchpads),
        ReportedDram.Of(result.Dram, result.Machine.Dram.BurstBytes), ReportedEnergy.Of(result.Energy))
    {
        UnitTimes = ReportedMachine.HasTimes(result.Machine) ? ReportedTimes.Of(result.UnitTimes) : null,
    };
}
