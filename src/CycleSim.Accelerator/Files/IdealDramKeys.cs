using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Files;

/// <summary>The keys of an ideal memory.</summary>
internal static class IdealDramKeys
{
    private const long MaxNumber = 1L << 30;

    internal static readonly KeySet All = new("ideal DRAM", "So many bytes a cycle after a latency.");

    internal static readonly Key<long> BytesPerCycle = All.Long(
        "bytes_per_cycle", "Bytes that the channel moves in a core cycle.", 1, MaxNumber, "B");

    internal static readonly Key<long> LatencyCycles = All.Long(
        "latency_cycles", "Core cycles from the start of a transfer to its first data.", 0, MaxNumber, "cycles");

    internal static readonly Key<LatencyMode> LatencyMode = All.Enum<LatencyMode>(
        "latency_mode",
        "Whether the latency occupies the channel.",
        LatencyModes.All,
        Machine.LatencyMode.Held);
}
