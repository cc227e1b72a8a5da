using System.Collections.Immutable;
using CycleSim.Platform;

namespace CycleSim.Arrays.Technology;

/// <summary>
/// Makes a process for any node and temperature from the tables, as NVSim does: transistors are interpolated linearly between the
/// neighbouring nodes and temperatures, leakage currents in the logarithm between nodes (28 nm lies 0.6 of the way from 22 to 32 nm);
/// wires are those of the next larger tabulated node, sense amplifiers those of the next smaller one.
/// </summary>
internal static class ProcessNodeFactory
{
    // Junction capacitances and grading of CACTI and BSIM4, as NVSim uses them for every node.
    private const double BottomFPerM2 = 1e-3;
    private const double SidewallFPerM = 2.5e-10;
    private const double GateEdgeFPerM = 0.5e-10;
    private const double BottomGrading = 0.5;
    private const double SidewallGrading = 0.33;
    private const double BuiltInV = 0.9;

    private const double OverlapOfGate = 0.2;
    private const double SaturationMPerS = 1e5;

    // Wires: vacuum permittivity as rounded in CACTI, dielectric above and below, Miller factor to the neighbours, fringe.
    private const double PermittivityFPerM = 8.85e-12;
    private const double VerticalDielectric = 3.9;
    private const double MillerFactor = 1.5;
    private const double WireFringeFPerM = 1.15e-10;
    private const double CopperPerK = 0.0039;
    private const double CopperReferenceK = 293;

    // NVSim takes a tabulated sense amplifier from 1 nm below its node on.
    private const double SenseSlackNm = 1;

    /// <summary>Makes a process.</summary>
    /// <param name="nodeNm">Node in nm, from 22 to 65.</param>
    /// <param name="kind">The kind of transistor.</param>
    /// <param name="temperatureK">Temperature in K, from 300 to 400.</param>
    /// <exception cref="InputException">Node or temperature is outside the tables.</exception>
    public static ProcessNode Create(double nodeNm, TransistorKind kind, double temperatureK)
    {
        TechnologyTables tables = TechnologyTables.Shipped;
        Check("node", nodeNm, tables.MinNodeNm, tables.MaxNodeNm, "nm");
        Check("temperature", temperatureK, tables.TemperaturesK[0], tables.TemperaturesK[^1], "K");
        TransistorRow[] rows = [.. tables.Transistors.Where(row => row.Kind == kind)];
        (TransistorRow low, TransistorRow high, double share) = Neighbours(rows, nodeNm);
        double Linear(Func<TransistorRow, double> value) => Between(value(low), value(high), share);
        double At(TransistorRow row, Func<TransistorRow, ImmutableArray<double>> currents) =>
            AtTemperature(tables.TemperaturesK, currents(row), temperatureK);
        double Current(Func<TransistorRow, ImmutableArray<double>> currents) => Between(At(low, currents), At(high, currents), share);
        double Leakage(Func<TransistorRow, ImmutableArray<double>> currents) => BetweenLog(At(low, currents), At(high, currents), share);

        double vdd = Linear(row => row.VddV);
        double threshold = Linear(row => row.ThresholdV);
        double gateLength = Linear(row => row.GateLengthM);
        double gateCap = Linear(row => row.GateCapFPerM);

        // The overlap is that of the smaller node, as in the reference.
        double overlap = OverlapOfGate * low.GateCapFPerM;
        double resistance = Linear(row => row.ResistanceMultiplier) * vdd;
        double junction = 1 + vdd / BuiltInV;
        double Transconductance(double mobility) =>
            mobility * Linear(row => row.OxideCapFPerM2) / 2 / gateLength
            * Math.Min(gateLength * SaturationMPerS / mobility, vdd - threshold);
        WireMaterial Wire(WireLayer layer, WireStyle style) => WireAt(tables, layer, style, nodeNm, temperatureK);

        return new()
        {
            FeatureM = nodeNm * 1e-9,
            VddV = vdd,
            ThresholdV = threshold,
            PnRatio = Linear(row => row.PnRatio),
            GateCapFPerM = gateCap + overlap + 3 * Linear(row => row.FringeCapFPerM),
            JunctionCapFPerM2 = BottomFPerM2 / Math.Pow(junction, BottomGrading),
            SidewallCapFPerM = SidewallFPerM / Math.Pow(junction, SidewallGrading),
            ChannelCapFPerM = GateEdgeFPerM / Math.Pow(junction, SidewallGrading),
            NmosOhmM = resistance / Current(row => row.OnNmosAPerM),
            PmosOhmM = resistance / Current(row => row.OnPmosAPerM),
            OnNmosAPerM = Current(row => row.OnNmosAPerM),
            OffNmosAPerM = Leakage(row => row.OffNmosAPerM),
            OffPmosAPerM = Leakage(row => row.OffPmosAPerM),
            NmosSPerM = Transconductance(Linear(row => row.ElectronMobility)),
            PmosSPerM = Transconductance(Linear(row => row.HoleMobility)),
            CurrentSense = SenseAt(tables, nodeNm),
            LocalAggressive = Wire(WireLayer.Local, WireStyle.Aggressive),
            LocalConservative = Wire(WireLayer.Local, WireStyle.Conservative),
            GlobalAggressive = Wire(WireLayer.Global, WireStyle.Aggressive),
            GlobalConservative = Wire(WireLayer.Global, WireStyle.Conservative),
        };
    }

    private static WireMaterial WireAt(TechnologyTables tables, WireLayer layer, WireStyle style, double nodeNm, double temperatureK) =>
        Material(tables.Wires.First(row => row.Layer == layer && row.Style == style && row.NodeNm >= nodeNm), temperatureK);

    private static WireMaterial Material(WireRow row, double temperatureK)
    {
        double width = row.PitchM / 2;
        double thickness = row.AspectRatio * width;
        double resistivity = row.ResistivityOhmM * (1 + CopperPerK * (temperatureK - CopperReferenceK));
        double resistance = resistivity / (thickness - row.BarrierM) / (width - 2 * row.BarrierM);
        double vertical = 2 * PermittivityFPerM * VerticalDielectric * width / row.IldM;
        double sideways = 2 * PermittivityFPerM * MillerFactor * row.Dielectric * thickness / (row.PitchM - width);
        return new(resistance, vertical + sideways + WireFringeFPerM, row.PitchM);
    }

    private static CurrentSenseRow SenseAt(TechnologyTables tables, double nodeNm) =>
        tables.CurrentSense.Last(row => row.NodeNm - SenseSlackNm <= nodeNm);

    private static (TransistorRow Low, TransistorRow High, double Share) Neighbours(TransistorRow[] rows, double nodeNm)
    {
        int high = Array.FindIndex(rows, row => row.NodeNm >= nodeNm);
        if (rows[high].NodeNm == nodeNm)
            return (rows[high], rows[high], 0);
        TransistorRow low = rows[high - 1];
        return (low, rows[high], (nodeNm - low.NodeNm) / (rows[high].NodeNm - low.NodeNm));
    }

    private static double AtTemperature(ImmutableArray<double> temperatures, ImmutableArray<double> values, double temperatureK)
    {
        int above = Math.Max(1, temperatures.Count(temperature => temperature < temperatureK));
        double share = (temperatureK - temperatures[above - 1]) / (temperatures[above] - temperatures[above - 1]);
        return Between(values[above - 1], values[above], share);
    }

    private static double Between(double low, double high, double share) => (1 - share) * low + share * high;

    private static double BetweenLog(double low, double high, double share) => Math.Pow(low, 1 - share) * Math.Pow(high, share);

    private static void Check(string name, double value, double min, double max, string unit)
    {
        if (!(value >= min && value <= max))
            throw new InputException(FormattableString.Invariant($"{name} {value} {unit} is out of range; allowed: {min} to {max} {unit}"));
    }
}
