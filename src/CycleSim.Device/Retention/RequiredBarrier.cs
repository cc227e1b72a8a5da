using CycleSim.Device.Junction;
using CycleSim.Device.Mathematics;
using CycleSim.Platform;
using MathNet.Numerics.RootFinding;

namespace CycleSim.Device.Retention;

/// <summary>
/// The barrier that a lifetime needs at a temperature, and that of the same cell at 300 K: the junction that is scaled until it has the
/// needed barrier at the temperature, and then cooled or heated to 300 K. Where the barrier in J does not depend on temperature
/// (<see cref="TemperatureModel.Constant"/>), that is the needed barrier times T / 300 K.
/// </summary>
/// <param name="NeelBrown">In kB T at the temperature, by the Neel-Brown law without return.</param>
/// <param name="NeelBrownAt300K">In kB T at 300 K; null where no size of the junction has the barrier at the temperature.</param>
/// <param name="Exact">In kB T at the temperature, by the lowest eigenvalue.</param>
/// <param name="ExactAt300K">In kB T at 300 K; null where no size of the junction has the barrier at the temperature.</param>
public sealed record RequiredBarrier(double NeelBrown, double? NeelBrownAt300K, double Exact, double? ExactAt300K)
{
    /// <summary>The barrier with which cells lose their bit with a probability over a lifetime.</summary>
    /// <param name="junction">The junction that is scaled; its temperature is that of the lifetime.</param>
    /// <param name="lifetimeS">The lifetime in s, above 0.</param>
    /// <param name="lossPerBit">The probability, above 0 and below one half.</param>
    /// <param name="path">What is changed; tau_D is <see cref="JunctionScaling.CharacteristicTimeS"/>.</param>
    /// <exception cref="InputException">An argument is out of range, or no barrier is needed or enough.</exception>
    public static RequiredBarrier Of(MagneticTunnelJunction junction, double lifetimeS, double lossPerBit, ScalingPath path)
    {
        ArgumentNullException.ThrowIfNull(junction);
        if (!(lifetimeS > 0 && double.IsFinite(lifetimeS)))
            throw new InputException(FormattableString.Invariant($"a lifetime of {lifetimeS} s is out of range; allowed: above 0"));
        RetentionTime.CheckLoss(lossPerBit);
        double exact = Root(stability => Excess(stability, junction, lifetimeS, lossPerBit, path), lifetimeS);
        double neelBrown = Math.Log(lifetimeS / RetentionTime.NeelBrownAttemptTimeS / -NearOne.LogOnePlus(-lossPerBit));
        return new(neelBrown, At300K(junction, neelBrown, path), exact, At300K(junction, exact, path));
    }

    /// <summary>Whether cells without a barrier lose more bits than allowed over a lifetime.</summary>
    /// <param name="junction">The junction that is scaled.</param>
    /// <param name="lifetimeS">The lifetime in s, 0 or more.</param>
    /// <param name="lossPerBit">The allowed probability, above 0 and below one half.</param>
    /// <param name="path">What is changed.</param>
    public static bool IsNeeded(MagneticTunnelJunction junction, double lifetimeS, double lossPerBit, ScalingPath path)
    {
        ArgumentNullException.ThrowIfNull(junction);
        return lifetimeS > 0 && Excess(BarrierEscape.BarriersKt.Min, junction, lifetimeS, lossPerBit, path) > 0;
    }

    /// <summary>Logarithm of how much sooner than after the lifetime a barrier loses the bits; negative if it is enough.</summary>
    private static double Excess(
        double stability, MagneticTunnelJunction junction, double lifetimeS, double lossPerBit, ScalingPath path)
    {
        double characteristicTimeS = JunctionScaling.CharacteristicTimeS(junction, stability, path);
        return Math.Log(
            BarrierEscape.LowestEigenvalue(stability) * lifetimeS / (RetentionTime.DecaysUntil(lossPerBit) * characteristicTimeS));
    }

    private static double? At300K(MagneticTunnelJunction junction, double stability, ScalingPath path) =>
        junction.TemperatureModel == TemperatureModel.Constant
            ? stability * (junction.TemperatureK / PhysicalConstants.ReferenceTemperatureK)
            : JunctionScaling.AtItsTemperature(junction, stability, path)?.At(PhysicalConstants.ReferenceTemperatureK).ThermalStability;

    private static double Root(Func<double, double> excess, double lifetimeS)
    {
        (double low, double high) = (BarrierEscape.BarriersKt.Min, BarrierEscape.BarriersKt.Max);
        if (excess(low) <= 0)
            throw new InputException(FormattableString.Invariant($"a lifetime of {lifetimeS:G6} s needs no barrier"));
        return excess(high) < 0
            ? Brent.FindRoot(excess, low, high, 1e-12, 200)
            : throw new InputException(FormattableString.Invariant(
                $"a lifetime of {lifetimeS:G6} s needs a barrier of more than {high} kT"));
    }
}
