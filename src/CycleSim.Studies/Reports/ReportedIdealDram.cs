using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Text;

namespace CycleSim.Studies.Reports;

/// <summary>An ideal memory, as a report has it.</summary>
/// <param name="BytesPerCycle">Bytes that the channel moves in a core cycle.</param>
/// <param name="LatencyCycles">Core cycles from the start of a transfer to its first data.</param>
/// <param name="LatencyMode">Whether the latency occupies the channel, in snake case.</param>
public sealed record ReportedIdealDram(long BytesPerCycle, long LatencyCycles, string LatencyMode)
{
    internal static ReportedIdealDram? Of(IdealDram? ideal) => ideal is null
        ? null
        : new(ideal.BytesPerCycle, ideal.LatencyCycles, EnumName.Of(ideal.LatencyMode));
}
