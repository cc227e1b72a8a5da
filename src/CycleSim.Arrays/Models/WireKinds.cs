using System.Collections.Immutable;
using CycleSim.Configuration.Keys;

namespace CycleSim.Arrays.Models;

/// <summary>What files and options can say of the wires of an H-tree.</summary>
public static class WireKinds
{
    /// <summary>All of them with their meanings.</summary>
    public static ImmutableArray<EnumValue<WireKind>> All { get; } =
    [
        new(WireKind.Unrepeated, "without repeaters"),
        new(WireKind.Repeated, "with repeaters"),
    ];
}
