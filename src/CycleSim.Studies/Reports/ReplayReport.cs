using System.Text.Json;
using CycleSim.Accelerator.Replay;

namespace CycleSim.Studies.Reports;

/// <summary>The result of a closed-loop replay as JSON has it, with the keys of a step's report.</summary>
/// <param name="Mode">"closed".</param>
/// <param name="Machine">Name of the machine.</param>
/// <param name="Memory">Name of the memory technology.</param>
/// <param name="ReadLatencyCycles">Read latency of a scratchpad, core cycles.</param>
/// <param name="WriteLatencyCycles">Write latency of a scratchpad, core cycles.</param>
/// <param name="LeakageMw">Leakage of all on-chip memory, mW.</param>
/// <param name="RecordedCycles">Length of the recorded run, core cycles.</param>
/// <param name="Totals">What the replay took.</param>
/// <param name="Operations">What each operation took.</param>
public sealed record ReplayReport(
    string Mode, string Machine, string Memory, long ReadLatencyCycles, long WriteLatencyCycles, double LeakageMw, long RecordedCycles,
    ReplayedTotals Totals, IReadOnlyList<ReportedOperation> Operations)
{
    /// <summary>The report of a result.</summary>
    /// <param name="result">The result.</param>
    /// <param name="recordedCycles">Length of the recorded run, core cycles.</param>
    public static ReplayReport Of(ReplayResult result, long recordedCycles)
    {
        ArgumentNullException.ThrowIfNull(result);
        ReplayTarget target = result.Target;
        return new ReplayReport(
            "closed", target.Machine.Name, target.MemoryName, target.ReadCycles, target.WriteCycles, target.LeakageMw, recordedCycles,
            ReplayedTotals.Of(result),
            [.. result.Operations.Select(operation => ReportedOperation.Of(operation, target.Machine) with { Gemm = null })]);
    }

    /// <summary>Writes the report.</summary>
    /// <param name="stream">Where to; UTF-8.</param>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, this, ReportContext.Default.ReplayReport);
        stream.WriteByte((byte)'\n');
    }
}
