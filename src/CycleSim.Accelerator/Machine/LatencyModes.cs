using System.Collections.Immutable;
using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Machine;

/// <summary>What files and options can say of the latency of an ideal memory.</summary>
public static class LatencyModes
{
    /// <summary>All of them with their meanings.</summary>
    public static ImmutableArray<EnumValue<LatencyMode>> All { get; } =
    [
        new(LatencyMode.Held, "a transfer occupies the channel for the latency too"),
        new(LatencyMode.Piped, "the channel is free for the next transfer; loaded data can be used later by the latency"),
    ];
}
