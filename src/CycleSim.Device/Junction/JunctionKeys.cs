using System.Collections.Immutable;
using CycleSim.Configuration.Keys;

namespace CycleSim.Device.Junction;

/// <summary>The keys of a junction's file, models/devices/*.json.</summary>
public static class JunctionKeys
{
    /// <summary>All keys of the file.</summary>
    public static readonly KeySet All = new("device", "A perpendicular magnetic tunnel junction and its access transistor.");

    internal static readonly Key<string> Name = All.String("name", "Name in tables and reports.", canBeEmpty: false);

    internal static readonly Key<string> Description = All.String("description", "What the junction is.", "");

    internal static readonly Key<JunctionShape> Shape = All.Enum<JunctionShape>("shape", "Cross-section of the free layer.",
    [
        new(JunctionShape.Square, "length and width are the same"),
        new(JunctionShape.Rectangle, "length and width are the edges"),
        new(JunctionShape.Circle, "length and width are both the diameter"),
        new(JunctionShape.Ellipse, "length and width are the two diameters"),
    ]);

    internal static readonly Key<double> Length = All.Number("length_nm", "Length of the free layer.", 1, 1000, "nm");

    internal static readonly Key<double> Width = All.Number(
        "width_nm", "Width of the free layer; for a square or circle the length.", 1, 1000, "nm", whenMissing: "as length_nm");

    internal static readonly Key<double> Thickness = All.Number("thickness_nm", "Thickness of the free layer.", 0.1, 100, "nm");

    internal static readonly Key<double> Magnetisation = All.Number(
        "saturation_magnetisation_a_per_m", "Saturation magnetisation of the free layer at 300 K.", 1e4, 1e7, "A/m");

    internal static readonly Key<double> Anisotropy = All.Number(
        "interfacial_anisotropy_j_per_m2", "Interfacial anisotropy at 300 K; it must overcome the demagnetising field.", 0, 0.1, "J/m2");

    internal static readonly Key<double> Damping = All.Number("damping", "Gilbert damping.", 1e-5, 1);

    internal static readonly Key<TemperatureModel> TemperatureModel = All.Enum<TemperatureModel>(
        "temperature_model",
        "What a temperature other than 300 K changes in the junction.",
        TemperatureModels.All,
        Junction.TemperatureModel.Constant);

    internal static readonly Key<double> Temperature = All.Number(
        "temperature_k", "Temperature of the junction.", 1,
        MagneticTunnelJunction.MaxTemperatureK(Junction.TemperatureModel.Constant), "K");

    internal static readonly Key<double> Efficiency = All.Number(
        "spin_torque_efficiency", "Spin-torque efficiency at 90 degrees.", 1e-3, 1,
        whenMissing: "from stability_per_critical_current_per_ua");

    internal static readonly Key<double> StabilityPerCurrent = All.Number(
        "stability_per_critical_current_per_ua", "Thermal barrier per critical current at 300 K, from which the efficiency follows.", 1e-3,
        1e3, "kT/uA", whenMissing: "from spin_torque_efficiency");

    internal static readonly ImmutableArray<DeclaredKey> Torques = All.ExactlyOne(Efficiency, StabilityPerCurrent);

    internal static readonly Key<double> ResistanceArea = All.Number(
        "resistance_area_ohm_um2", "Resistance-area product in the parallel state.", 0.01, 1e5, "ohm um2");

    internal static readonly Key<double> Tmr = All.Number("tmr_percent", "Tunnel magnetoresistance at zero bias.", 0, 2000, "%");

    internal static readonly Key<double> TmrHalfBias = All.Number(
        "tmr_half_bias_v", "Bias at which the magnetoresistance has halved.", 0.01, 100, "V");

    internal static readonly Key<double> AccessTransistor = All.Number(
        "access_transistor_ohm", "Resistance of the access transistor in series.", 0, 1e6, "ohm");

    internal static readonly Key<TorqueModel> Torque = All.Enum<TorqueModel>(
        "torque",
        "How the efficiency depends on the angle between free and reference layer.",
        [
            new(TorqueModel.Constant, "the same at all angles; both directions switch alike"),
            new(TorqueModel.Slonczewski, "as 1 / (1 + P^2 cos theta)"),
        ],
        TorqueModel.Constant);

    internal static readonly Key<DriveMode> Drive = All.Enum<DriveMode>(
        "drive",
        "What the write circuit holds constant during a pulse.",
        [
            new(DriveMode.Current, "the current"),
            new(DriveMode.Voltage, "the voltage over junction and access transistor"),
        ],
        DriveMode.Current);

    internal static readonly Key<ImmutableArray<string>> Sources = All.Strings(
        "sources", "Where the values come from.", whenMissing: "none");
}
