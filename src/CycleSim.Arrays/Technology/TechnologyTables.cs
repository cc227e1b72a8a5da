using System.Collections.Immutable;
using CycleSim.Configuration;

namespace CycleSim.Arrays.Technology;

/// <summary>The tabulated nodes; a file under models/technologies.</summary>
internal sealed class TechnologyTables
{
    private static readonly Lazy<TechnologyTables> ShippedTables =
        new(() => new TechnologyTables(ModelStore.Open(ModelKind.Technologies, "itrs-mastar")));

    private TechnologyTables(ConfigObject root)
    {
        root.String("name");
        root.String("description", "");
        root.Strings("sources");
        TemperaturesK = [.. root.Numbers("temperatures_k", 200, 500)];
        if (TemperaturesK.Length < 2 || !TemperaturesK.SequenceEqual(TemperaturesK.Order().Distinct()))
            throw root.Error("temperatures_k", "must be at least two, increasing");
        Transistors = [.. root.Objects("transistors").Select(ReadTransistor).OrderBy(row => row.NodeNm)];
        Wires = [.. root.Objects("wires").Select(ReadWire).OrderBy(row => row.NodeNm)];
        CurrentSense = [.. root.Objects("current_sense").Select(ReadSense).OrderBy(row => row.NodeNm)];
        root.RejectUnknownKeys();
    }

    /// <summary>The tables that come with the program.</summary>
    public static TechnologyTables Shipped => ShippedTables.Value;

    public ImmutableArray<double> TemperaturesK { get; }

    public ImmutableArray<TransistorRow> Transistors { get; }

    public ImmutableArray<WireRow> Wires { get; }

    public ImmutableArray<CurrentSenseRow> CurrentSense { get; }

    public double MinNodeNm => Transistors[0].NodeNm;

    public double MaxNodeNm => Transistors[^1].NodeNm;

    private TransistorRow ReadTransistor(ConfigObject json)
    {
        TransistorRow row = new()
        {
            NodeNm = json.Number("node_nm", 1, 1000),
            Devices = json.Enum<DeviceKind>("devices"),
            VddV = json.Number("vdd_v", 0.1, 5),
            ThresholdV = json.Number("threshold_v", 0, 2),
            GateLengthM = json.Number("gate_length_nm", 1, 1000) * 1e-9,
            PnRatio = json.Number("pn_ratio", 0.5, 10),
            ResistanceMultiplier = json.Number("resistance_multiplier", 0.1, 10),
            GateCapFPerM = json.Number("gate_cap_f_per_m", 1e-11, 1e-8),
            FringeCapFPerM = json.Number("fringe_cap_f_per_m", 0, 1e-8),
            OxideCapFPerM2 = json.Number("oxide_cap_f_per_m2", 1e-4, 1),
            ElectronMobility = json.Number("electron_mobility_m2_per_vs", 1e-4, 1),
            HoleMobility = json.Number("hole_mobility_m2_per_vs", 1e-4, 1),
            OnNmosAPerM = ReadCurrents(json, "on_nmos_a_per_m"),
            OnPmosAPerM = ReadCurrents(json, "on_pmos_a_per_m"),
            OffNmosAPerM = ReadCurrents(json, "off_nmos_a_per_m"),
            OffPmosAPerM = ReadCurrents(json, "off_pmos_a_per_m"),
        };
        json.String("source");
        json.RejectUnknownKeys();
        return row;
    }

    private ImmutableArray<double> ReadCurrents(ConfigObject json, string key)
    {
        ImmutableArray<double> currents = [.. json.Numbers(key, 1e-12, 1e6)];
        return currents.Length == TemperaturesK.Length
            ? currents
            : throw json.Error(key, $"has {currents.Length} values; there are {TemperaturesK.Length} temperatures");
    }

    private static WireRow ReadWire(ConfigObject json)
    {
        WireRow row = new(
            json.Number("node_nm", 1, 1000),
            json.Enum<WireLayer>("layer"),
            json.Enum<WireStyle>("style"),
            json.Number("pitch_nm", 1, 1e5) * 1e-9,
            json.Number("aspect_ratio", 0.1, 10),
            json.Number("barrier_nm", 0, 1000) * 1e-9,
            json.Number("dielectric", 1, 10),
            json.Number("ild_nm", 1, 1e5) * 1e-9,
            json.Number("resistivity_ohm_m", 1e-9, 1e-5));
        json.RejectUnknownKeys();
        return row;
    }

    private static CurrentSenseRow ReadSense(ConfigObject json)
    {
        CurrentSenseRow row = new(
            json.Number("node_nm", 1, 1000),
            json.Number("latency_ns", 1e-3, 1e3) * 1e-9,
            json.Number("energy_fj", 0, 1e6) * 1e-15,
            json.Number("leakage_nw", 0, 1e6) * 1e-9);
        json.RejectUnknownKeys();
        return row;
    }
}
