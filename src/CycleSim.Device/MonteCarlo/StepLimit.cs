using CycleSim.Device.Junction;
using CycleSim.Device.Writing;
using CycleSim.Platform;

namespace CycleSim.Device.MonteCarlo;

/// <summary>
/// The largest time step for which a scheme gives the physics and not its own error. Heun's scheme lets a precession by the angle w in a
/// step grow by w⁴ / 8, as if there were an antidamping of w³ / 8; that has to be small beside the damping alpha or, without damping, over
/// the whole pulse. Both schemes have to resolve the exponential growth under damping, field and torque.
/// </summary>
internal static class StepLimit
{
    /// <summary>
    /// Antidamping of the scheme over damping: 0.5 ps for P55 is 4e-4 and shifts write error rates by 0.2 %; here it is 1 to 2 %.
    /// </summary>
    private const double LargestAntidamping = 4e-3;

    /// <summary>
    /// Growth in one step; the scheme's error is a sixth of its cube, and shifts write error rates by less than 1 % here.
    /// </summary>
    private const double LargestGrowth = 0.135;

    /// <summary>
    /// Min growth in a step in single precision. Each step rounds the magnetisation by up to 6e-8; where it changes by less than about a
    /// thousand times that, rounding moves the trajectory: at a growth of 1.3e-6 (0.001 ps of P55) by 0.03 in 1 ns.
    /// </summary>
    private const double SmallestSingleGrowth = 5e-5;

    /// <summary>The largest accurate step of a segment in s.</summary>
    /// <param name="junction">The junction; damping 0 is allowed.</param>
    /// <param name="segment">Current in A and duration in s.</param>
    /// <param name="fieldT">External field along z in T.</param>
    /// <param name="scheme">How trajectories are integrated.</param>
    internal static double LargestStepS(MagneticTunnelJunction junction, PulseSegment segment, double fieldT, StepScheme scheme)
    {
        // With a step of 1 s the coefficients are rates in rad/s.
        StepCoefficients rates = StepCoefficients.Of(junction, segment.CurrentA, fieldT, 1, scheme);
        double growth = Math.Abs(rates.Damping) + Math.Abs(rates.DampingOffset);
        double step = LargestGrowth / growth;
        if (scheme != StepScheme.Heun)
            return step;
        double precession = Math.Abs(rates.Precession) + Math.Abs(rates.PrecessionOffset);
        double antidampingOfOneRadian = Math.Min(1 / junction.Damping, precession * segment.DurationS) / 8;
        return Math.Min(step, Math.Cbrt(LargestAntidamping / antidampingOfOneRadian) / precession);
    }

    /// <summary>The smallest accurate step of a segment in s; 0 in double precision, whose rounding never matters here.</summary>
    internal static double SmallestStepS(
        MagneticTunnelJunction junction, PulseSegment segment, double fieldT, StepScheme scheme, Precision precision)
    {
        if (precision == Precision.Double)
            return 0;
        StepCoefficients rates = StepCoefficients.Of(junction, segment.CurrentA, fieldT, 1, scheme);
        double growth = Math.Abs(rates.Damping) + Math.Abs(rates.DampingOffset);
        return growth > 0 ? SmallestSingleGrowth / growth : 0;
    }

    /// <summary>Refuses a step that the user chose and that is too large or too small.</summary>
    /// <exception cref="InputException">The step is not accurate; the message gives the nearest that is.</exception>
    internal static void Check(double stepPs, double smallestStepS, double largestStepS, StepScheme scheme)
    {
        double largestPs = largestStepS * 1e12;
        double smallestPs = Math.Min(largestPs, smallestStepS * 1e12);
        if (stepPs < smallestPs * (1 - 1e-9))
        {
            throw new InputException(FormattableString.Invariant(
                $"a time step of {stepPs:G6} ps is too short for single precision, whose rounding would decide the result; ")
                + FormattableString.Invariant($"allowed: from {Math.Ceiling(smallestPs * 1000) / 1000:G6} ps, or double precision"));
        }

        if (stepPs <= largestPs * (1 + 1e-9))
            return;
        string other = scheme == StepScheme.Heun ? "; the rotating frame takes larger ones" : "";

        // Rounded down, so that the step that is named is accepted.
        double named = Math.Floor(largestPs * 1000) / 1000;
        throw new InputException(FormattableString.Invariant(
            $"a time step of {stepPs:G6} ps is too long for this junction, pulse and scheme, whose own error would decide the result; ")
            + FormattableString.Invariant($"allowed: up to {named:G6} ps{other}"));
    }
}
