using CycleSim.Arrays.Technology;
using CycleSim.Configuration.Keys;

namespace CycleSim.Arrays.Models;

/// <summary>The keys of "circuit" in a memory technology's file.</summary>
internal static class CircuitKeys
{
    internal static readonly KeySet All = new("memory circuit", "Cells, transistors and wires from which arrays are designed.");

    internal static readonly Key<KeyValues> Cell = All.Object("cell", "The memory cell.", CellKeys.All);

    internal static readonly Key<KeyValues> WritePoint = All.Object(
        "write_point", "How an STT-MRAM cell is written; an SRAM has none.", WritePointKeys.All, "none");

    internal static readonly Key<TransistorKind> Transistors = All.Enum<TransistorKind>(
        "transistors",
        "Transistors of the peripheral circuits.",
        TransistorKinds.All,
        TransistorKind.Hp,
        formerNames: ["devices"]);

    internal static readonly Key<double> Temperature = All.Number("temperature_k", "Temperature of the circuits.",
        CircuitSpec.TemperaturesK.Min, CircuitSpec.TemperaturesK.Max, "K", 350);

    internal static readonly Key<WireKind> Wires = All.Enum<WireKind>(
        "wires", "Wires of the H-tree.", WireKinds.All, WireKind.Unrepeated);

    internal static readonly Key<SearchObjective> Objective = All.Enum<SearchObjective>(
        "objective",
        "What the organisation of the array is optimised for.",
        SearchObjectives.All,
        SearchObjective.ReadLatency);

    internal static readonly Key<int> Ways = All.Int(
        "ways", "Ways of a cache, a power of two.", 1, CircuitSpec.MaxWays, fallback: 8);

    internal static readonly Key<CircuitMode> Mode = All.Enum<CircuitMode>(
        "mode",
        "How capacities and nodes between those of the tables are met.",
        CircuitModes.All,
        CircuitMode.Compatible);
}
