using System.Text.Json;
using CycleSim.Accelerator.Replay;

namespace CycleSim.Studies.Reports;

/// <summary>The result of an open-loop replay as JSON has it, with the keys of a step's report.</summary>
/// <param name="Mode">"open".</param>
/// <param name="Machine">Name of the machine.</param>
/// <param name="Memory">Name of the memory technology.</param>
/// <param name="ReadLatencyCycles">Read latency of a scratchpad, core cycles.</param>
/// <param name="WriteLatencyCycles">Write latency of a scratchpad, core cycles.</param>
/// <param name="LeakageMw">Leakage of all on-chip memory, mW.</param>
/// <param name="RecordedCycles">Length of what was recorded, core cycles.</param>
/// <param name="Scratchpads">The scratchpads that were recorded.</param>
/// <param name="Dram">What the DRAM did; null if transfers were not recorded.</param>
/// <param name="DramContention">How it kept up; null if transfers were not recorded.</param>
/// <param name="Energy">Energy over the recorded time.</param>
public sealed record OpenLoopReport(
    string Mode, string Machine, string Memory, long ReadLatencyCycles, long WriteLatencyCycles, double LeakageMw, long RecordedCycles,
    OpenLoopScratchpads Scratchpads, ReportedDram? Dram, DramContention? DramContention, ReportedEnergy Energy)
{
    /// <summary>The report of a result.</summary>
    /// <param name="result">The result.</param>
    /// <param name="target">What it was replayed on.</param>
    public static OpenLoopReport Of(OpenLoopResult result, ReplayTarget target)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(target);
        return new OpenLoopReport(
            "open", target.Machine.Name, target.MemoryName, target.ReadCycles, target.WriteCycles, target.LeakageMw,
            result.RecordedCycles, OpenLoopScratchpads.Of(result.Scratchpads),
            result.Dram is { } dram ? ReportedDram.Of(dram.Counts, target.Machine.Dram.BurstBytes) : null,
            Reports.DramContention.Of(result.Dram), ReportedEnergy.Of(result.Energy));
    }

    /// <summary>Writes the report.</summary>
    /// <param name="stream">Where to; UTF-8.</param>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, this, ReportContext.Default.OpenLoopReport);
        stream.WriteByte((byte)'\n');
    }
}
