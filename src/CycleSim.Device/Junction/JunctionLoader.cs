using CycleSim.Configuration.Json;
using CycleSim.Configuration.Keys;
using CycleSim.Configuration.Models;
using CycleSim.Platform;

namespace CycleSim.Device.Junction;

/// <summary>Reads magnetic tunnel junctions from models/devices/*.json and from files of the user.</summary>
public static class JunctionLoader
{
    private const double Nano = 1e-9;
    private const double Micro = 1e-6;

    /// <summary>Loads a junction.</summary>
    /// <param name="nameOrPath">The name of a shipped junction in any case, e.g. "P55", or the path of a JSON file.</param>
    /// <returns>The junction.</returns>
    /// <exception cref="InputException">No such junction, or it is not valid; the message names file, line, column and key.</exception>
    public static MagneticTunnelJunction Load(string nameOrPath) => Read(ModelStore.Open(ModelKind.Devices, nameOrPath));

    /// <summary>Reads a junction from its JSON tree.</summary>
    /// <param name="root">The root of the file.</param>
    /// <returns>The junction.</returns>
    /// <exception cref="InputException">The junction is not valid; the message names file, line, column and key.</exception>
    public static MagneticTunnelJunction Read(ConfigObject root)
    {
        ArgumentNullException.ThrowIfNull(root);
        KeyValues keys = JunctionKeys.All.Read(root);
        JunctionShape shape = keys.Get(JunctionKeys.Shape);
        double lengthM = keys.Get(JunctionKeys.Length) * Nano;
        double widthM = keys.GetOr(JunctionKeys.Width, lengthM / Nano) * Nano;
        if (shape is JunctionShape.Square or JunctionShape.Circle && keys.Has(JunctionKeys.Width) && widthM != lengthM)
        {
            throw keys.Error(
                JunctionKeys.Width, $"differs from length_nm; allowed for a {shape.ToString().ToLowerInvariant()}: the same or none");
        }

        double damping = keys.Get(JunctionKeys.Damping);
        TemperatureModel temperatureModel = keys.Get(JunctionKeys.TemperatureModel);
        double temperatureK = keys.Within(JunctionKeys.Temperature, 1, MagneticTunnelJunction.MaxTemperatureK(temperatureModel));

        // The file states magnetisation, anisotropy and efficiency at the reference temperature.
        MagneticTunnelJunction reference = new()
        {
            Name = keys.Get(JunctionKeys.Name),
            Description = keys.Get(JunctionKeys.Description),
            Shape = shape,
            LengthM = lengthM,
            WidthM = widthM,
            ThicknessM = keys.Get(JunctionKeys.Thickness) * Nano,
            SaturationMagnetisationAPerM = keys.Get(JunctionKeys.Magnetisation),
            InterfacialAnisotropyJPerM2 = keys.Get(JunctionKeys.Anisotropy),
            Damping = damping,
            TemperatureK = PhysicalConstants.ReferenceTemperatureK,
            TemperatureModel = temperatureModel,
            SpinTorqueEfficiency = ReadEfficiency(keys, damping),
            Torque = keys.Get(JunctionKeys.Torque),
            Drive = keys.Get(JunctionKeys.Drive),
            Resistance = ReadResistance(keys, MagneticTunnelJunction.AreaOf(shape, lengthM, widthM)),
            Sources = keys.List(JunctionKeys.Sources),
        };
        MagneticTunnelJunction junction = reference.At(temperatureK);
        CheckBarrier(keys, junction);
        return junction;
    }

    /// <summary>
    /// The efficiency itself, or the ratio of barrier to critical current at the junction's own damping. The ratio in kT/uA is meant at the
    /// reference temperature, whatever the junction's own is: the efficiency does not follow the temperature.
    /// </summary>
    private static double ReadEfficiency(KeyValues keys, double damping)
    {
        if (keys.OneOf(JunctionKeys.Torques) == JunctionKeys.Efficiency)
            return keys.Get(JunctionKeys.Efficiency);

        // Delta / Ic0 = hbar eta / (4 e alpha kB T)
        double perAmpere = keys.Get(JunctionKeys.StabilityPerCurrent) / Micro;
        double efficiency = perAmpere * 4 * PhysicalConstants.ElementaryCharge * damping * PhysicalConstants.Boltzmann
            * PhysicalConstants.ReferenceTemperatureK / PhysicalConstants.ReducedPlanck;
        return efficiency <= 1
            ? efficiency
            : throw keys.Error(
                JunctionKeys.StabilityPerCurrent,
                FormattableString.Invariant($"means a spin-torque efficiency of {efficiency:G3} at this damping; allowed: up to 1"));
    }

    private static JunctionResistance ReadResistance(KeyValues keys, double areaM2)
    {
        double productOhmM2 = keys.Get(JunctionKeys.ResistanceArea) * Micro * Micro;
        return new(
            productOhmM2 / areaM2,
            keys.Get(JunctionKeys.Tmr) / 100,
            keys.Get(JunctionKeys.TmrHalfBias),
            keys.Get(JunctionKeys.AccessTransistor));
    }

    private static void CheckBarrier(KeyValues keys, MagneticTunnelJunction junction)
    {
        double density = junction.EffectiveAnisotropyJPerM3;
        if (density <= 0)
        {
            DemagnetisingFactors n = junction.Demagnetisation;
            double needed = (junction.InterfacialAnisotropyJPerM2 / junction.ThicknessM - density) * junction.ThicknessM;
            throw keys.Error(JunctionKeys.Anisotropy, FormattableString.Invariant(
                $"is too weak: the shape (Nz = {n.Z:0.####}) turns the magnetisation into the plane, Keff = {density:G4} J/m3; ")
                + FormattableString.Invariant($"allowed at this thickness and magnetisation: above {needed:G6}"));
        }

        try
        {
            junction.CheckBarrier();
        }
        catch (InputException problem)
        {
            throw keys.Error(problem.Message);
        }
    }
}
