using CycleSim.Device.Junction;
using CycleSim.Platform;
using MathNet.Numerics.RootFinding;

namespace CycleSim.Device.Retention;

/// <summary>Junctions of another barrier.</summary>
public static class JunctionScaling
{
    private const double Accuracy = 1e-14;
    private const double MaxScale = 100;

    /// <summary>The junction with another barrier, at the same temperature.</summary>
    /// <param name="junction">The junction.</param>
    /// <param name="stabilityAt300K">The barrier Delta that it shall have at 300 K, in kB T.</param>
    /// <param name="path">What is changed.</param>
    /// <exception cref="InputException">
    /// The barrier is out of the range of <see cref="BarrierEscape.BarriersKt"/>, or no size of the junction has it.
    /// </exception>
    public static MagneticTunnelJunction To(MagneticTunnelJunction junction, double stabilityAt300K, ScalingPath path)
    {
        ArgumentNullException.ThrowIfNull(junction);
        if (!BarrierEscape.BarriersKt.Contains(stabilityAt300K))
        {
            throw new InputException(FormattableString.Invariant(
                $"a barrier of {stabilityAt300K:G6} kT is out of range; allowed: {BarrierEscape.BarriersKt.Text}"));
        }

        MagneticTunnelJunction reference = junction.At(PhysicalConstants.ReferenceTemperatureK);
        return (AtItsTemperature(reference, stabilityAt300K, path) ?? throw NoSize(stabilityAt300K)).At(junction.TemperatureK);
    }

    /// <summary>
    /// Characteristic time tau_D, in s, of the junction with another barrier at its own temperature: with
    /// <see cref="ScalingPath.Anisotropy"/> it goes as 1 / Delta, with <see cref="ScalingPath.Area"/> it is taken as that of the junction.
    /// </summary>
    /// <param name="junction">The junction before it is scaled.</param>
    /// <param name="stability">The barrier Delta that it shall have, above 0, in kB T at its temperature.</param>
    /// <param name="path">What is changed.</param>
    public static double CharacteristicTimeS(MagneticTunnelJunction junction, double stability, ScalingPath path)
    {
        ArgumentNullException.ThrowIfNull(junction);
        return path == ScalingPath.Area
            ? junction.CharacteristicTimeS
            : junction.CharacteristicTimeS * junction.ThermalStability / stability;
    }

    /// <summary>The junction with another barrier at its own temperature.</summary>
    /// <param name="junction">The junction.</param>
    /// <param name="stability">The barrier Delta that it shall have, in kB T at its temperature.</param>
    /// <param name="path">What is changed.</param>
    /// <returns>The scaled junction; null where no junction is stable with that barrier, or no size has it.</returns>
    internal static MagneticTunnelJunction? AtItsTemperature(MagneticTunnelJunction junction, double stability, ScalingPath path) =>
        (stability > 0, path) switch
        {
            (false, _) => null,
            (true, ScalingPath.Area) => ByArea(junction, stability),
            _ => ByAnisotropy(junction, stability),
        };

    private static MagneticTunnelJunction ByAnisotropy(MagneticTunnelJunction junction, double stability)
    {
        double barrierJ = stability * PhysicalConstants.Boltzmann * junction.TemperatureK;
        double addedJPerM3 = barrierJ / junction.VolumeM3 - junction.EffectiveAnisotropyJPerM3;
        return junction with
        {
            InterfacialAnisotropyJPerM2 = junction.InterfacialAnisotropyJPerM2 + addedJPerM3 * junction.ThicknessM,
        };
    }

    private static MagneticTunnelJunction? ByArea(MagneticTunnelJunction junction, double stability)
    {
        double Excess(double scale) => Resized(junction, scale).ThermalStability - stability;
        double low = 1;
        double high = 1;
        while (Excess(low) > 0)
            low /= 2;

        // A wide film is turned into the plane by its shape.
        while (Excess(high) < 0)
        {
            if (high >= MaxScale)
                return null;
            high *= 1.1;
        }

        return Resized(junction, low == high ? low : Brent.FindRoot(Excess, low, high, Accuracy, 200));
    }

    private static MagneticTunnelJunction Resized(MagneticTunnelJunction junction, double scale) => junction with
    {
        LengthM = junction.LengthM * scale,
        WidthM = junction.WidthM * scale,
        Resistance = junction.Resistance with { ParallelOhm = junction.Resistance.ParallelOhm / (scale * scale) },
    };

    private static InputException NoSize(double stability) => new(FormattableString.Invariant(
        $"no size of the junction has a barrier of {stability:G6} kT; possible: another one by anisotropy"));
}
