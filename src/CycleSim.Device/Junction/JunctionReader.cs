using CycleSim.Configuration;

namespace CycleSim.Device.Junction;

/// <summary>Reads and checks the JSON of a junction.</summary>
internal static class JunctionReader
{
    private const double Nano = 1e-9;
    private const double Micro = 1e-6;

    internal static MagneticTunnelJunction Read(ConfigObject root)
    {
        ArgumentNullException.ThrowIfNull(root);
        string name = root.String("name");
        if (string.IsNullOrWhiteSpace(name))
            throw root.Error("name", "is empty");
        string description = root.String("description", "");
        JunctionShape shape = root.Enum<JunctionShape>("shape");
        double lengthM = root.Number("length_nm", 1, 1000) * Nano;
        double widthM = root.Number("width_nm", 1, 1000, lengthM / Nano) * Nano;
        if (shape is JunctionShape.Square or JunctionShape.Circle && root.Has("width_nm") && widthM != lengthM)
            throw root.Error("width_nm", $"differs from length_nm; allowed for a {shape.ToString().ToLowerInvariant()}: the same or none");
        double thicknessM = root.Number("thickness_nm", 0.1, 100) * Nano;
        double magnetisation = root.Number("saturation_magnetisation_a_per_m", 1e4, 1e7);
        double anisotropy = root.Number("interfacial_anisotropy_j_per_m2", 0, 0.1);
        double damping = root.Number("damping", 1e-5, 1);
        TemperatureModel temperatureModel = root.Enum<TemperatureModel>("temperature_model", TemperatureModel.Constant);
        double temperatureK = root.Number("temperature_k", 1, MagneticTunnelJunction.MaxTemperatureK(temperatureModel));
        double efficiency = ReadEfficiency(root, damping);
        JunctionResistance resistance = ReadResistance(root, MagneticTunnelJunction.AreaOf(shape, lengthM, widthM));

        // The file states magnetisation, anisotropy and efficiency at the reference temperature.
        MagneticTunnelJunction reference = new()
        {
            Name = name,
            Description = description,
            Shape = shape,
            LengthM = lengthM,
            WidthM = widthM,
            ThicknessM = thicknessM,
            SaturationMagnetisationAPerM = magnetisation,
            InterfacialAnisotropyJPerM2 = anisotropy,
            Damping = damping,
            TemperatureK = PhysicalConstants.ReferenceTemperatureK,
            TemperatureModel = temperatureModel,
            SpinTorqueEfficiency = efficiency,
            Torque = root.Enum<TorqueModel>("torque", TorqueModel.Constant),
            Drive = root.Enum<DriveMode>("drive", DriveMode.Current),
            Resistance = resistance,
            Sources = [.. root.Strings("sources", optional: true)],
        };
        root.RejectUnknownKeys();
        MagneticTunnelJunction junction = reference.At(temperatureK);
        CheckBarrier(root, junction);
        return junction;
    }

    /// <summary>
    /// The efficiency itself, or the ratio of barrier to critical current at the junction's own damping. The ratio in kT/uA is meant at the reference temperature,
    /// whatever the junction's own is: the efficiency is a property of the stack that does not follow the temperature.
    /// </summary>
    private static double ReadEfficiency(ConfigObject root, double damping)
    {
        const string direct = "spin_torque_efficiency";
        const string ratio = "stability_per_critical_current_per_ua";
        if (root.OneOf(direct, ratio) == direct)
            return root.Number(direct, 1e-3, 1);

        // Delta / Ic0 = hbar eta / (4 e alpha kB T)
        double perAmpere = root.Number(ratio, 1e-3, 1e3) / Micro;
        double efficiency = perAmpere * 4 * PhysicalConstants.ElementaryCharge * damping * PhysicalConstants.Boltzmann
            * PhysicalConstants.ReferenceTemperatureK / PhysicalConstants.ReducedPlanck;
        return efficiency <= 1
            ? efficiency
            : throw root.Error(
                ratio, FormattableString.Invariant($"means a spin-torque efficiency of {efficiency:G3} at this damping; allowed: up to 1"));
    }

    private static JunctionResistance ReadResistance(ConfigObject root, double areaM2)
    {
        double productOhmM2 = root.Number("resistance_area_ohm_um2", 0.01, 1e5) * Micro * Micro;
        return new(
            productOhmM2 / areaM2,
            root.Number("tmr_percent", 0, 2000) / 100,
            root.Number("tmr_half_bias_v", 0.01, 100),
            root.Number("access_transistor_ohm", 0, 1e6));
    }

    private static void CheckBarrier(ConfigObject root, MagneticTunnelJunction junction)
    {
        double density = junction.EffectiveAnisotropyJPerM3;
        if (density <= 0)
        {
            DemagnetisingFactors n = junction.Demagnetisation;
            double needed = (junction.InterfacialAnisotropyJPerM2 / junction.ThicknessM - density) * junction.ThicknessM;
            throw root.Error("interfacial_anisotropy_j_per_m2", FormattableString.Invariant(
                $"is too weak: the shape (Nz = {n.Z:0.####}) turns the magnetisation into the plane, Keff = {density:G4} J/m3; ")
                + FormattableString.Invariant($"allowed at this thickness and magnetisation: above {needed:G6}"));
        }

        try
        {
            junction.CheckBarrier();
        }
        catch (InputException problem)
        {
            throw root.Error(problem.Message);
        }
    }
}
