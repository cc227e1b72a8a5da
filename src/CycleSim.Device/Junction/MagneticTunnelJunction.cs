using System.Collections.Immutable;
using CycleSim.Configuration.Text;
using CycleSim.Platform;

namespace CycleSim.Device.Junction;

/// <summary>
/// A perpendicular magnetic tunnel junction with its access transistor, as one macro-spin: what the file says, and what follows
/// from it. +z is the free layer's starting direction.
/// </summary>
public sealed record MagneticTunnelJunction
{
    /// <summary>Name of the default junction.</summary>
    public const string DefaultName = "P55";

    /// <summary>Lowest barrier, in kB T, that write error rates and retention are defined for.</summary>
    public const double MinThermalStability = 5;

    /// <summary>Highest such barrier, in kB T.</summary>
    public const double MaxThermalStability = 500;

    private const double CurieTemperatureK = 1120;
    private const double AnisotropyExponent = 2.18;

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

    /// <summary>
    /// Temperature of the junction in K, above 0. Magnetisation and anisotropy are those at this temperature; another one by
    /// <see cref="At"/>.
    /// </summary>
    public required double TemperatureK { get; init; }

    /// <summary>What another temperature changes.</summary>
    public TemperatureModel TemperatureModel { get; init; }

    /// <summary>Spin-torque efficiency eta: torque = (hbar / 2e) eta I; with the Slonczewski model its value at 90 degrees.</summary>
    public required double SpinTorqueEfficiency { get; init; }

    /// <summary>How the torque depends on the angle.</summary>
    public required TorqueModel Torque { get; init; }

    /// <summary>What the write circuit holds constant.</summary>
    public required DriveMode Drive { get; init; }

    /// <summary>Junction resistance and access transistor.</summary>
    public required JunctionResistance Resistance { get; init; }

    /// <summary>Where the properties come from.</summary>
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

    /// <summary>Characteristic time tau_D = (1 + alpha²) / (alpha gamma mu0 Hk), the unit of reduced time, in s.</summary>
    public double CharacteristicTimeS =>
        (1 + Damping * Damping) / (Damping * PhysicalConstants.GyromagneticRatio * AnisotropyFieldT);

    private double ShapeEnergyJPerM3 =>
        PhysicalConstants.VacuumPermeability * SaturationMagnetisationAPerM * SaturationMagnetisationAPerM / 2;

    /// <summary>
    /// The same junction at another temperature. Temperature enters through kB T (barrier in kT, initial state, thermal field); the
    /// spin-torque efficiency never changes, and Ms and Ki only with <see cref="TemperatureModel.Bloch"/>, so by default critical current,
    /// Hk and tau_D stay.
    /// </summary>
    /// <param name="temperatureK">Temperature in K, 0 to 2000; with <see cref="TemperatureModel.Bloch"/> to 1100, below its Curie
    /// temperature of 1120.</param>
    /// <param name="model">Another temperature model; null keeps the junction's own.</param>
    /// <exception cref="InputException">The temperature is out of range.</exception>
    public MagneticTunnelJunction At(double temperatureK, TemperatureModel? model = null)
    {
        TemperatureModel chosen = model ?? TemperatureModel;
        double highestK = MaxTemperatureK(chosen);
        if (!(temperatureK >= 0 && temperatureK <= highestK))
            throw new InputException(FormattableString.Invariant($"a temperature of {temperatureK:G6} K is out of range; ") +
                FormattableString.Invariant($"allowed: 0 to {highestK} K"));
        double ratio = MagnetisationRatio(chosen, temperatureK) / MagnetisationRatio(TemperatureModel, TemperatureK);
        return this with
        {
            TemperatureK = temperatureK,
            TemperatureModel = chosen,
            SaturationMagnetisationAPerM = SaturationMagnetisationAPerM * ratio,
            InterfacialAnisotropyJPerM2 = InterfacialAnisotropyJPerM2 * Math.Pow(ratio, AnisotropyExponent),
        };
    }

    /// <summary>Whether there is a barrier that write error rates and retention are defined for: 5 to 500 kT.</summary>
    public bool HasBarrier => new NumberRange(MinThermalStability, MaxThermalStability).ContainsRounded(ThermalStability);

    /// <summary>Checks that there is a barrier, and one that write error rates and retention are defined for.</summary>
    /// <exception cref="InputException">The barrier is out of range.</exception>
    public void CheckBarrier()
    {
        if (!HasBarrier)
        {
            throw new InputException(FormattableString.Invariant(
                $"the energy barrier is {ThermalStability:G4} kT; allowed: {MinThermalStability} to {MaxThermalStability} ")
                + "(change size, anisotropy or temperature)");
        }
    }

    /// <summary>Highest temperature in K that a model knows.</summary>
    internal static double MaxTemperatureK(TemperatureModel model) => model == TemperatureModel.Bloch ? 1100 : 2000;

    /// <summary>Ms over its value at the reference temperature; exactly 1 there.</summary>
    private static double MagnetisationRatio(TemperatureModel model, double temperatureK) => model == TemperatureModel.Bloch
        ? (1 - Math.Pow(temperatureK / CurieTemperatureK, 1.5)) / (1 - Math.Pow(PhysicalConstants.ReferenceTemperatureK / CurieTemperatureK,
            1.5))
        : 1;

    internal static double AreaOf(JunctionShape shape, double lengthM, double widthM) =>
        lengthM * widthM * (shape is JunctionShape.Square or JunctionShape.Rectangle ? 1 : Math.PI / 4);
}
