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
    /// The barrier is out of the range of <see cref="BarrierEscape.Barriers"/>, or no size of the junction has it.
    /// </exception>
    public static MagneticTunnelJunction To(MagneticTunnelJunction junction, double stabilityAt300K, ScalingPath path)
    {
        ArgumentNullException.ThrowIfNull(junction);
        if (!BarrierEscape.Barriers.Contains(stabilityAt300K))
        {
            throw new InputException(FormattableString.Invariant(
                $"a barrier of {stabilityAt300K:G6} kT is out of range; allowed: {BarrierEscape.Barriers.Text}"));
        }

        MagneticTunnelJunction reference = junction.At(PhysicalConstants.ReferenceTemperatureK);
        MagneticTunnelJunction scaled = path == ScalingPath.Area
            ? ByArea(reference, stabilityAt300K)
            : ByAnisotropy(reference, stabilityAt300K);
        return scaled.At(junction.TemperatureK);
    }

    private static MagneticTunnelJunction ByAnisotropy(MagneticTunnelJunction reference, double stability)
    {
        double barrierJ = stability * PhysicalConstants.Boltzmann * reference.TemperatureK;
        double addedJPerM3 = barrierJ / reference.VolumeM3 - reference.EffectiveAnisotropyJPerM3;
        return reference with
        {
            InterfacialAnisotropyJPerM2 = reference.InterfacialAnisotropyJPerM2 + addedJPerM3 * reference.ThicknessM,
        };
    }

    private static MagneticTunnelJunction ByArea(MagneticTunnelJunction reference, double stability)
    {
        double Excess(double scale) => Resized(reference, scale).ThermalStability - stability;
        double low = 1;
        double high = 1;
        while (Excess(low) > 0)
            low /= 2;
        while (Excess(high) < 0)
            high = high < MaxScale ? high * 1.1 : throw NoSize(stability);
        return Resized(reference, low == high ? low : Brent.FindRoot(Excess, low, high, Accuracy, 200));
    }

    private static MagneticTunnelJunction Resized(MagneticTunnelJunction reference, double scale) => reference with
    {
        LengthM = reference.LengthM * scale,
        WidthM = reference.WidthM * scale,
        Resistance = reference.Resistance with { ParallelOhm = reference.Resistance.ParallelOhm / (scale * scale) },
    };

    // A wide film is turned into the plane by its shape.
    private static InputException NoSize(double stability) => new(FormattableString.Invariant(
        $"no size of the junction has a barrier of {stability:G6} kT; possible: another one by anisotropy"));
}
