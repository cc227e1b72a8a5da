using System.Collections.Immutable;
using CycleSim.Device.Junction;
using CycleSim.Device.MonteCarlo;
using CycleSim.Studies.Plots;
using CycleSim.Studies.Reports;
using OxyPlot;

namespace CycleSim.Studies.Reproduction;

/// <summary>Table I and figures 5 and 6.</summary>
internal sealed class DeviceFigureSet(FigureFolder files, MonteCarloSettings settings)
{
    private const double StepS = 1e-12;

    internal Figure Make(string id) => id switch
    {
        "table1" => TableOne(),
        "fig5" => Draw(id, "Switching probability over current", SwitchingPlot.Draw),
        "fig6a" => Draw(id, "Write error rate over voltage", WriteErrorPlot.Draw),
        _ => Draw(id, "Write error rate over energy per bit", WriteEnergyPlot.Draw),
    };

    private Figure TableOne()
    {
        MagneticTunnelJunction[] junctions = [JunctionLoader.Load("T1"), JunctionLoader.Load("P55")];
        (string Name, Func<MagneticTunnelJunction, double> Value)[] rows =
        [
            ("length and width (nm)", junction => junction.LengthM * 1e9),
            ("thickness of the free layer (nm)", junction => junction.ThicknessM * 1e9),
            ("saturation magnetisation (emu/cm3)", junction => junction.SaturationMagnetisationAPerM * 1e-3),
            ("interfacial anisotropy (erg/cm2)", junction => junction.InterfacialAnisotropyJPerM2 * 1e3),
            ("damping", junction => junction.Damping),
            ("demagnetising factor Nz", junction => junction.Demagnetisation.Z),
            ("anisotropy field (Oe)", junction => junction.AnisotropyFieldOe),
            ("energy barrier (kT)", junction => junction.ThermalStability),
            ("critical current (uA)", junction => junction.CriticalCurrentA * 1e6),
            ("spin-torque efficiency (kT/uA)", junction => junction.ThermalStability / (junction.CriticalCurrentA * 1e6)),
            ("thermal field per component at 1 ps (mT)", junction => 1e3 * ThermalFieldT(junction)),
        ];
        var table = new ReportTable(
            ["quantity", "T1: as printed", "P55: within its rounding"],
            [.. rows.Select(row =>
                ImmutableArray.Create(
                    [row.Name, .. junctions.Select(junction => FormattableString.Invariant($"{row.Value(junction):G5}"))]))]);
        files.Write("table1", table);
        return new("table1", "Table I: the junction", "What is given, and what follows from it.", false, table, null);
    }

    private static double ThermalFieldT(MagneticTunnelJunction junction) => Math.Sqrt(
        2 * junction.Damping * PhysicalConstants.Boltzmann * junction.TemperatureK / (
            PhysicalConstants.GyromagneticRatio * junction.SaturationMagnetisationAPerM * junction.VolumeM3 * StepS));

    private Figure Draw(string id, string title, Func<MagneticTunnelJunction, MonteCarloSettings, PlotModel> draw)
    {
        files.DrawWithData(id, [draw(JunctionLoader.Load("P55"), settings)], 1, DevicePlotStyle.Width, DevicePlotStyle.Height);
        return new(
            id, $"Figure {id[3..]}: {title}",
                $"Junction P55. Lines: Fokker-Planck equation; points: {settings.Trajectories} trajectories each, with 95 % intervals.",
            true, ReportTable.None, null);
    }
}
