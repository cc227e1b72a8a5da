using System.Collections.Immutable;
using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Energy;
using CycleSim.Accelerator.Steps;
using CycleSim.Dram.Statistics;
using CycleSim.Traces.Format;

namespace CycleSim.Accelerator.Replay;

/// <summary>What a closed-loop replay took.</summary>
/// <param name="Header">What was recorded.</param>
/// <param name="Target">What it was replayed on.</param>
/// <param name="Operations">One entry for each operation, and one for the final write-back.</param>
public sealed record ReplayResult(Header Header, ReplayTarget Target, ImmutableArray<OperationResult> Operations)
{
    /// <summary>Cycles by cause.</summary>
    public CycleCounts Cycles => Operations.Aggregate(default(CycleCounts), (sum, operation) => sum + operation.Cycles);

    /// <summary>Scratchpad counts.</summary>
    public ScratchpadTotals Scratchpads => Operations.Aggregate(default(ScratchpadTotals), (sum, operation) => sum + operation.Scratchpads);

    /// <summary>DRAM counts.</summary>
    public DramCounts Dram => Operations.Aggregate(default(DramCounts), (sum, operation) => sum + operation.Dram);

    /// <summary>Energy by component.</summary>
    public EnergyBreakdown Energy => Operations.Aggregate(default(EnergyBreakdown), (sum, operation) => sum + operation.Energy);

    /// <summary>Run time, seconds.</summary>
    public double TimeS => Cycles.Total * (Target.Machine.ClockPeriodPs * 1e-12);
}
