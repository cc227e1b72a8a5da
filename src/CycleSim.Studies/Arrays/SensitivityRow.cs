using CycleSim.Arrays;
using CycleSim.Arrays.Models;
using CycleSim.Arrays.Technology;

namespace CycleSim.Studies.Arrays;

/// <summary>An array under one set of choices.</summary>
/// <param name="Technology">The memory technology.</param>
/// <param name="Transistors">Transistors of the periphery.</param>
/// <param name="Wires">Wires of the H-tree.</param>
/// <param name="TemperatureK">Temperature in K.</param>
/// <param name="Metrics">What the array costs.</param>
public sealed record SensitivityRow(
    string Technology, TransistorKind Transistors, WireKind Wires, double TemperatureK, MemoryMetrics Metrics);
