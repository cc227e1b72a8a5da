using CycleSim.Device.Junction;

namespace CycleSim.Device.Retention;

/// <summary>What a junction's temperature means, and what a common mistake makes of it.</summary>
/// <param name="MagnetisationRelative">Ms over its value at 300 K.</param>
/// <param name="ThermalFieldMt">
/// Standard deviation of each component of the thermal field over a step of <see cref="StepS"/>, in mT.
/// </param>
/// <param name="StabilityPerCurrentPerUa">Barrier over critical current, in kT/uA.</param>
/// <param name="EscapeRatePerS">Rate at which a state is left without current, per s.</param>
public sealed record TemperatureEffects(
    double MagnetisationRelative, double ThermalFieldMt, double StabilityPerCurrentPerUa, double EscapeRatePerS)
{
    /// <summary>The step of the thermal field, in s: 0.5 ps.</summary>
    public const double StepS = 0.5e-12;

    /// <summary>What the temperature of a junction means.</summary>
    /// <param name="junction">The junction.</param>
    public static TemperatureEffects Of(MagneticTunnelJunction junction)
    {
        ArgumentNullException.ThrowIfNull(junction);
        double magnetisation = junction.SaturationMagnetisationAPerM;
        double fieldT = Math.Sqrt(2 * junction.Damping * PhysicalConstants.Boltzmann * junction.TemperatureK
            / (PhysicalConstants.GyromagneticRatio * magnetisation * junction.VolumeM3 * StepS));
        return new(
            magnetisation / junction.At(PhysicalConstants.ReferenceTemperatureK).SaturationMagnetisationAPerM,
            fieldT * 1e3,
            junction.ThermalStability / (junction.CriticalCurrentA * 1e6),
            BarrierEscape.LowestEigenvalue(junction.ThermalStability) / 2 / junction.CharacteristicTimeS);
    }

    /// <summary>
    /// The junction as it would be if the ratio of barrier to critical current in kT/uA held at its own temperature rather than at 300 K: a
    /// mistake to compare with.
    /// </summary>
    /// <param name="junction">The junction.</param>
    public static MagneticTunnelJunction WithRatioTakenAtTemperature(MagneticTunnelJunction junction)
    {
        ArgumentNullException.ThrowIfNull(junction);
        return junction with
        {
            SpinTorqueEfficiency = junction.SpinTorqueEfficiency * junction.TemperatureK / PhysicalConstants.ReferenceTemperatureK,
        };
    }
}
