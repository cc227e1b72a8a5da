using CycleSim.Accelerator.Steps;
using CycleSim.Configuration.Text;
using CycleSim.Traces.Format;

namespace CycleSim.Studies.Timeline;

/// <summary>What stands above a timeline: which step it is of.</summary>
internal static class TimelineTitle
{
    /// <summary>Of a run.</summary>
    internal static string Of(StepResult result) => Of(
        result.Program.Network.Name, result.Program.Batch, result.Memory, result.CapacityBytes, result.Machine.Name);

    /// <summary>Of a trace.</summary>
    internal static string Of(Header header) => Of(
        header.Network, header.Batch, header.Memory, (long)header.CapacityBytes, header.Machine);

    private static string Of(string network, long batch, string memory, long capacityBytes, string machine) =>
        $"{network}, batch {batch}, {memory} {ByteSize.Format(capacityBytes)}, machine {machine}";
}
