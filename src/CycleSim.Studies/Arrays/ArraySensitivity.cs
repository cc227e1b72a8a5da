using System.Collections.Immutable;
using CycleSim.Arrays.Models;
using CycleSim.Arrays.Technology;

namespace CycleSim.Studies.Arrays;

/// <summary>How much a comparison of memories depends on choices that have nothing to do with their cells.</summary>
public static class ArraySensitivity
{
    private static readonly double[] TemperaturesK = [300, 350];

    /// <summary>Every combination of transistors, wires and temperature.</summary>
    /// <param name="name">The technology.</param>
    /// <param name="spec">Its circuit.</param>
    /// <param name="capacityBytes">Capacity in bytes.</param>
    public static ImmutableArray<SensitivityRow> Compute(string name, CircuitSpec spec, long capacityBytes)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var rows =
            from devices in Enum.GetValues<TransistorKind>()
            from wires in Enum.GetValues<WireKind>()
            from temperature in TemperaturesK
            let variant = spec with { Transistors = devices, Wires = wires, TemperatureK = temperature }
            select new SensitivityRow(name, devices, wires, temperature, new CircuitModel(variant).At(capacityBytes));
        return [.. rows];
    }
}
