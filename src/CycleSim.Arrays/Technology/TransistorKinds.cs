using System.Collections.Immutable;
using CycleSim.Configuration.Keys;

namespace CycleSim.Arrays.Technology;

/// <summary>What files and options can say of transistors.</summary>
public static class TransistorKinds
{
    /// <summary>All of them with their meanings.</summary>
    public static ImmutableArray<EnumValue<TransistorKind>> All { get; } =
    [
        new(TransistorKind.Hp, "high performance: fast, with by far the highest leakage"),
        new(TransistorKind.Lstp, "low standby power: high threshold, hardly any leakage, slow"),
        new(TransistorKind.Lop, "low operating power: low supply voltage, in between"),
    ];
}
