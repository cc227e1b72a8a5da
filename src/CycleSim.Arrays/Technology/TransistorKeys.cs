using System.Collections.Immutable;
using CycleSim.Configuration.Keys;

namespace CycleSim.Arrays.Technology;

/// <summary>The keys of an element of "transistors" in a technology's file.</summary>
internal static class TransistorKeys
{
    internal static readonly KeySet All = new("transistor", "Transistors of one node and kind.");

    internal static readonly Key<double> Node = All.Number("node_nm", "Process node.", 1, 1000, "nm");

    internal static readonly Key<TransistorKind> Kind = All.Enum(
        "kind", "Kind of transistor.", TransistorKinds.All, formerNames: ["devices"]);

    internal static readonly Key<double> Vdd = All.Number("vdd_v", "Supply voltage.", 0.1, 5, "V");

    internal static readonly Key<double> Threshold = All.Number("threshold_v", "Threshold voltage.", 0, 2, "V");

    internal static readonly Key<double> GateLength = All.Number("gate_length_nm", "Physical gate length.", 1, 1000, "nm");

    internal static readonly Key<double> PnRatio = All.Number(
        "pn_ratio", "Width of a PMOS over that of an NMOS of equal strength.", 0.5, 10);

    internal static readonly Key<double> ResistanceMultiplier = All.Number(
        "resistance_multiplier", "Effective resistance over supply voltage by on current.", 0.1, 10);

    internal static readonly Key<double> GateCap = All.Number("gate_cap_f_per_m", "Ideal gate capacitance per width.", 1e-11, 1e-8, "F/m");

    internal static readonly Key<double> FringeCap = All.Number("fringe_cap_f_per_m", "Fringe capacitance per width.", 0, 1e-8, "F/m");

    internal static readonly Key<double> OxideCap = All.Number("oxide_cap_f_per_m2", "Oxide capacitance per area.", 1e-4, 1, "F/m2");

    internal static readonly Key<double> ElectronMobility = All.Number(
        "electron_mobility_m2_per_vs", "Mobility of electrons.", 1e-4, 1, "m2/Vs");

    internal static readonly Key<double> HoleMobility = All.Number("hole_mobility_m2_per_vs", "Mobility of holes.", 1e-4, 1, "m2/Vs");

    internal static readonly Key<ImmutableArray<double>> OnNmos = Currents("on_nmos_a_per_m", "On current of an NMOS per width");

    internal static readonly Key<ImmutableArray<double>> OnPmos = Currents("on_pmos_a_per_m", "On current of a PMOS per width");

    internal static readonly Key<ImmutableArray<double>> OffNmos = Currents("off_nmos_a_per_m", "Off current of an NMOS per width");

    internal static readonly Key<ImmutableArray<double>> OffPmos = Currents("off_pmos_a_per_m", "Off current of a PMOS per width");

    internal static readonly Key<string> Source = All.String("source", "Where the values come from.");

    private static Key<ImmutableArray<double>> Currents(string name, string meaning) =>
        All.Numbers(name, $"{meaning}, one for each temperature.", 1e-12, 1e6, "A/m");
}
