namespace CycleSim.Arrays.Circuit;

/// <summary>
/// Delay of a gate by Horowitz's approximation (M. Horowitz, "Timing models for MOS circuits", Stanford, 1983), as in CACTI and NVSim:
/// t = tau sqrt(ln²(v) + 2 beta (1 - v) / (ramp tau)) with switching at half the supply, v = 0.5.
/// </summary>
internal static class Ramp
{
    /// <summary>An input that steps at once, in 1/s.</summary>
    public const double Step = 1e41;

    private const double SwitchAt = 0.5;
    private static readonly double Log = -Math.Log(SwitchAt);
    private static readonly double SquaredLog = Log * Log;

    /// <summary>Delay and output slope.</summary>
    /// <param name="tau">Time constant of the gate in s.</param>
    /// <param name="beta">1 / (on resistance x transconductance).</param>
    /// <param name="ramp">Slope of the input in supply voltages per s; the slope of the output on return.</param>
    public static double Delay(double tau, double beta, ref double ramp)
    {
        double delay = tau * Math.Sqrt(SquaredLog + 2 * beta * (1 - SwitchAt) / (ramp * tau));
        ramp = (1 - SwitchAt) / delay;
        return delay;
    }

    /// <summary>Delay of a gate whose input steps.</summary>
    public static double StepDelay(double tau) => tau * Log;
}
