using System.Collections.Immutable;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Keys;
using CycleSim.Configuration.Models;

namespace CycleSim.Arrays.Technology;

/// <summary>The tabulated nodes; a file under models/technologies.</summary>
internal sealed class TechnologyTables
{
    private static readonly Lazy<TechnologyTables> ShippedTables =
        new(() => new TechnologyTables(ModelStore.Open(ModelKind.Technologies, "itrs-mastar")));

    private TechnologyTables(ConfigObject root)
    {
        KeyValues keys = TechnologyKeys.All.Read(root);
        TemperaturesK = keys.Get(TechnologyKeys.Temperatures);
        if (!TemperaturesK.SequenceEqual(TemperaturesK.Order().Distinct()))
            throw keys.Error(TechnologyKeys.Temperatures, "must increase");
        Transistors = [.. keys.Get(TechnologyKeys.Transistors).Select(ReadTransistor).OrderBy(row => row.NodeNm)];
        Wires = [.. keys.Get(TechnologyKeys.Wires).Select(ReadWire).OrderBy(row => row.NodeNm)];
        CurrentSense = [.. keys.Get(TechnologyKeys.CurrentSense).Select(ReadSense).OrderBy(row => row.NodeNm)];
    }

    /// <summary>The tables that come with the program.</summary>
    public static TechnologyTables Shipped => ShippedTables.Value;

    public ImmutableArray<double> TemperaturesK { get; }

    public ImmutableArray<TransistorRow> Transistors { get; }

    public ImmutableArray<WireRow> Wires { get; }

    public ImmutableArray<CurrentSenseRow> CurrentSense { get; }

    public double MinNodeNm => Transistors[0].NodeNm;

    public double MaxNodeNm => Transistors[^1].NodeNm;

    private TransistorRow ReadTransistor(KeyValues keys) => new()
    {
        NodeNm = keys.Get(TransistorKeys.Node),
        Kind = keys.Get(TransistorKeys.Kind),
        VddV = keys.Get(TransistorKeys.Vdd),
        ThresholdV = keys.Get(TransistorKeys.Threshold),
        GateLengthM = keys.Get(TransistorKeys.GateLength) * 1e-9,
        PnRatio = keys.Get(TransistorKeys.PnRatio),
        ResistanceMultiplier = keys.Get(TransistorKeys.ResistanceMultiplier),
        GateCapFPerM = keys.Get(TransistorKeys.GateCap),
        FringeCapFPerM = keys.Get(TransistorKeys.FringeCap),
        OxideCapFPerM2 = keys.Get(TransistorKeys.OxideCap),
        ElectronMobility = keys.Get(TransistorKeys.ElectronMobility),
        HoleMobility = keys.Get(TransistorKeys.HoleMobility),
        OnNmosAPerM = ReadCurrents(keys, TransistorKeys.OnNmos),
        OnPmosAPerM = ReadCurrents(keys, TransistorKeys.OnPmos),
        OffNmosAPerM = ReadCurrents(keys, TransistorKeys.OffNmos),
        OffPmosAPerM = ReadCurrents(keys, TransistorKeys.OffPmos),
    };

    private ImmutableArray<double> ReadCurrents(KeyValues keys, Key<ImmutableArray<double>> key)
    {
        ImmutableArray<double> currents = keys.Get(key);
        return currents.Length == TemperaturesK.Length
            ? currents
            : throw keys.Error(key, $"has {currents.Length} values; there are {TemperaturesK.Length} temperatures");
    }

    private static WireRow ReadWire(KeyValues keys) => new(
        keys.Get(WireKeys.Node),
        keys.Get(WireKeys.Layer),
        keys.Get(WireKeys.Style),
        keys.Get(WireKeys.Pitch) * 1e-9,
        keys.Get(WireKeys.AspectRatio),
        keys.Get(WireKeys.Barrier) * 1e-9,
        keys.Get(WireKeys.Dielectric),
        keys.Get(WireKeys.InterlayerDielectric) * 1e-9,
        keys.Get(WireKeys.Resistivity));

    private static CurrentSenseRow ReadSense(KeyValues keys) => new(
        keys.Get(CurrentSenseKeys.Node),
        keys.Get(CurrentSenseKeys.Latency) * 1e-9,
        keys.Get(CurrentSenseKeys.Energy) * 1e-15,
        keys.Get(CurrentSenseKeys.Leakage) * 1e-9);
}
