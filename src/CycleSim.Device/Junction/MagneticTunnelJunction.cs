using System.Collections.Immutable;
using CycleSim.Configuration;

namespace CycleSim.Device.Junction;

/// <summary>
/// A perpendicular magnetic tunnel junction with its access transistor, as one macro-spin: what the file says, and what follows
/// from it. +z is the free layer's starting direction.
/// </summary>
public sealed record MagneticTunnelJunction
{
    /// <summary>Name of the default junction.</summary>
    public const string DefaultName = "P55";

    /// <summary>Name, e.g. "P55".</summary>
    public required string Name { get; init; }

    /// <summary>One sentence on what it is.</summary>
    public required string Description { get; init; }

    /// <summary>Cross-section of the free layer.</summary>
    public required JunctionShape Shape { get; init; }

    /// <summary>Extent along x in m.</summary>
    public required double LengthM { get; init; }

    /// <summary>Extent along y in m.</summary>
    public required double WidthM { get; init; }

    /// <summary>Thickness of the free layer in m.</summary>
    public required double ThicknessM { get; init; }

    /// <summary>Saturation magnetisation Ms in A/m.</summary>
    public required double SaturationMagnetisationAPerM { get; init; }

    /// <summary>Interfacial anisotropy Ki in J/m².</summary>
    public required double InterfacialAnisotropyJPerM2 { get; init; }

    /// <summary>Gilbert damping alpha, above 0.</summary>
    public required double Damping { get; init; }

    /// <summary>Temperature in K, above 0.</summary>
    public required double TemperatureK { get; init; }

    /// <summary>Spin-torque efficiency eta: torque = (hbar / 2e) eta I; with the Slonczewski model its value at 90 degrees.</summary>
    public required double SpinTorqueEfficiency { get; init; }

    /// <summary>How the torque depends on the angle.</summary>
    public required TorqueModel Torque { get; init; }

    /// <summary>What the write circuit holds constant.</summary>
    public required DriveMode Drive { get; init; }

    /// <summary>Junction resistance and access transistor.</summary>
    public required JunctionResistance Resistance { get; init; }

    /// <summary>Where the figures come from.</summary>
    public required ImmutableArray<string> Sources { get; init; }

    /// <summary>Area of the cross-section in m².</summary>
    public double AreaM2 => AreaOf(Shape, LengthM, WidthM);

    /// <summary>Volume of the free layer in m³.</summary>
    public double VolumeM3 => AreaM2 * ThicknessM;

    /// <summary>Demagnetising factors of the free layer.</summary>
    public DemagnetisingFactors Demagnetisation => Shape is JunctionShape.Square or JunctionShape.Rectangle
        ? DemagnetisingFactors.OfPrism(LengthM, WidthM, ThicknessM)
        : DemagnetisingFactors.OfEllipticCylinder(LengthM, WidthM, ThicknessM);

    /// <summary>
    /// Effective perpendicular anisotropy Keff = Ki / t - mu0 Ms² (Nz - Nxy) / 2 in J/m³, with the smaller of the in-plane factors: the
    /// barrier is crossed along the easier in-plane direction.
    /// </summary>
    public double EffectiveAnisotropyJPerM3
    {
        get
        {
            DemagnetisingFactors n = Demagnetisation;
            return InterfacialAnisotropyJPerM2 / ThicknessM - ShapeEnergyJPerM3 * (n.Z - Math.Min(n.X, n.Y));
        }
    }

    /// <summary>Anisotropy field mu0 Hk = 2 Keff / Ms in T.</summary>
    public double AnisotropyFieldT => 2 * EffectiveAnisotropyJPerM3 / SaturationMagnetisationAPerM;

    /// <summary>Anisotropy field Hk in Oe.</summary>
    public double AnisotropyFieldOe => AnisotropyFieldT / PhysicalConstants.VacuumPermeability / PhysicalConstants.Oersted;

    /// <summary>Energy barrier between the two states, Keff V, in J.</summary>
    public double BarrierJ => EffectiveAnisotropyJPerM3 * VolumeM3;

    /// <summary>Thermal stability Delta: the barrier in units of kB T.</summary>
    public double ThermalStability => BarrierJ / (PhysicalConstants.Boltzmann * TemperatureK);

    /// <summary>Critical current Ic0 = (4e / hbar) (alpha / eta) Eb in A: from here on the torque beats damping at T = 0.</summary>
    public double CriticalCurrentA =>
        4 * PhysicalConstants.ElementaryCharge / PhysicalConstants.ReducedPlanck * Damping / SpinTorqueEfficiency * BarrierJ;

    /// <summary>Unit of reduced time, tau_D = (1 + alpha²) / (alpha gamma mu0 Hk), in s.</summary>
    public double ReducedTimeS =>
        (1 + Damping * Damping) / (Damping * PhysicalConstants.GyromagneticRatio * AnisotropyFieldT);

    private double ShapeEnergyJPerM3 =>
        PhysicalConstants.VacuumPermeability * SaturationMagnetisationAPerM * SaturationMagnetisationAPerM / 2;

    /// <summary>Loads a junction.</summary>
    /// <param name="nameOrPath">The name of a shipped junction in any case, e.g. "P55", or the path of a JSON file.</param>
    /// <returns>The junction.</returns>
    /// <exception cref="InputException">No such junction, or it is not valid; the message names file, line, column and key.</exception>
    public static MagneticTunnelJunction Load(string nameOrPath) => Parse(ModelStore.Open(ModelKind.Devices, nameOrPath));

    /// <summary>Reads a junction from its JSON tree.</summary>
    /// <param name="root">The root of the file.</param>
    /// <returns>The junction.</returns>
    /// <exception cref="InputException">The junction is not valid; the message names file, line, column and key.</exception>
    public static MagneticTunnelJunction Parse(ConfigObject root) => JunctionReader.Read(root);

    internal static double AreaOf(JunctionShape shape, double lengthM, double widthM) =>
        lengthM * widthM * (shape is JunctionShape.Square or JunctionShape.Rectangle ? 1 : Math.PI / 4);
}
