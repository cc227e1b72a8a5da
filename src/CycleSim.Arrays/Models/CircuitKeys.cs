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
        [
            new(TransistorKind.Hp, "high performance: fast, and leaking by far the most"),
            new(TransistorKind.Lstp, "low standby power: high threshold, hardly any leakage, slow"),
            new(TransistorKind.Lop, "low operating power: low supply voltage, in between"),
        ],
        TransistorKind.Hp,
        formerNames: ["devices"]);

    internal static readonly Key<double> Temperature = All.Number("temperature_k", "Temperature of the circuits.",
        CircuitSpec.TemperaturesK.Min, CircuitSpec.TemperaturesK.Max, "K", 350);

    internal static readonly Key<WireKind> Wires = All.Enum<WireKind>(
        "wires", "Wires of the H-tree.", [new(WireKind.Unrepeated, "without repeaters"), new(WireKind.Repeated, "with repeaters")],
        WireKind.Unrepeated);

    internal static readonly Key<SearchObjective> Objective = All.Enum<SearchObjective>(
        "objective",
        "What the organisation of the array is optimised for.",
        [
            new(SearchObjective.ReadLatency, "latency of a read"),
            new(SearchObjective.WriteLatency, "latency of a write"),
            new(SearchObjective.ReadEnergy, "energy of a read"),
            new(SearchObjective.WriteEnergy, "energy of a write"),
            new(SearchObjective.ReadEnergyDelay, "energy times latency of a read"),
            new(SearchObjective.WriteEnergyDelay, "energy times latency of a write"),
            new(SearchObjective.Area, "area"),
            new(SearchObjective.Leakage, "static power"),
        ],
        SearchObjective.ReadLatency);

    internal static readonly Key<int> Ways = All.Int(
        "ways", "Ways of a cache, a power of two.", 1, CircuitSpec.MaxWays, fallback: 8);

    internal static readonly Key<CircuitMode> Mode = All.Enum<CircuitMode>(
        "mode",
        "How capacities and nodes between those of the tables are met.",
        [
            new(CircuitMode.Compatible, "as NVSim: powers of two are designed at the node itself, other capacities are interpolated"),
            new(CircuitMode.Smooth, "designed at tabulated nodes and powers of two, and interpolated; area never falls with capacity"),
        ],
        CircuitMode.Compatible);
}
