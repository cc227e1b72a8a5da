using CycleSim.Arrays;
using CycleSim.Arrays.Technology;

namespace CycleSim.Studies.Arrays;

/// <summary>An array under one set of choices.</summary>
/// <param name="Technology">The memory technology.</param>
/// <param name="Transistors">Transistors of the periphery.</param>
/// <param name="RepeatedWires">Whether the H-tree has repeaters.</param>
/// <param name="TemperatureK">Temperature in K.</param>
/// <param name="Metrics">What the array costs.</param>
public sealed record SensitivityRow(
    string Technology, TransistorKind Transistors, bool RepeatedWires, double TemperatureK, MemoryMetrics Metrics);
