using CycleSim.Accelerator.Replay;

namespace CycleSim.Studies.Reports;

/// <summary>What a whole replay took, as a report has it: the sums of its operations.</summary>
/// <param name="TimeS">Run time in s.</param>
/// <param name="Cycles">Core cycles by cause.</param>
/// <param name="Scratchpads">What the scratchpads did.</param>
/// <param name="Dram">What the DRAM did.</param>
/// <param name="Energy">Energy by component.</param>
public sealed record ReplayedTotals(
    double TimeS, ReportedCycles Cycles, ReportedScratchpads Scratchpads, ReportedDram Dram, ReportedEnergy Energy)
{
    internal static ReplayedTotals Of(ReplayResult result) => new(
        result.TimeS, ReportedCycles.Of(result.Cycles), ReportedScratchpads.Of(result.Scratchpads),
        ReportedDram.Of(result.Dram, result.Target.Machine.Dram.BurstBytes), ReportedEnergy.Of(result.Energy));
}
