using MathNet.Numerics;
using MathNet.Numerics.RootFinding;

namespace CycleSim.Device.Operation;

/// <summary>
/// The closed form of W. H. Butler et al., IEEE Trans. Magn. 48, 4684 (2012), for the write error rate of a macro-spin: good to a factor
/// of 0.7 to 3.3. It serves as a first guess and as a line to compare with in plots.
/// </summary>
public static class ClosedForm
{
    private const double MaxOverdrive = 1e6;

    /// <summary>WER = 1 - exp(-(pi² / 4) Delta (i - 1) / (i exp(2 (i - 1) tau) - 1)).</summary>
    /// <param name="stability">Barrier Delta in kB T.</param>
    /// <param name="overdrive">i = I / Ic0, above 1.</param>
    /// <param name="time">Reduced time t / tau_D.</param>
    public static double WriteErrorRate(double stability, double overdrive, double time) =>
        -SpecialFunctions.Expm1(-Math.Exp(LogExponent(stability, overdrive, time)));

    /// <summary>The overdrive at which the closed form gives a write error rate.</summary>
    internal static double Overdrive(double stability, double writeErrorRate, double time)
    {
        double target = Math.Log(Exponent(writeErrorRate));
        double low = 1 + 1e-9;
        double high = 2;
        while (LogExponent(stability, high, time) > target && high < MaxOverdrive)
            high = 1 + 2 * (high - 1);
        return LogExponent(stability, low, time) <= target || LogExponent(stability, high, time) >= target
            ? low
            : Brent.FindRoot(i => LogExponent(stability, i, time) - target, low, high, 1e-6, 200);
    }

    /// <summary>The reduced time at which the closed form gives a write error rate, at an overdrive above 1.</summary>
    internal static double Time(double stability, double writeErrorRate, double overdrive)
    {
        double ratio = Math.PI * Math.PI / 4 * stability * (overdrive - 1) / Exponent(writeErrorRate);
        return Math.Max(0, Math.Log((ratio + 1) / overdrive)) / (2 * (overdrive - 1));
    }

    // -ln(1 - WER), also for rates far below rounding.
    private static double Exponent(double writeErrorRate) => -SpecialFunctions.Log1p(-writeErrorRate);

    private static double LogExponent(double stability, double overdrive, double time)
    {
        double growth = 2 * (overdrive - 1) * time;

        // ln(i exp(growth) - 1) without overflow and without cancellation near i = 1.
        double denominator = growth > 30 ? growth + Math.Log(overdrive) : Math.Log(overdrive * (Math.Exp(growth) - 1) + overdrive - 1);
        return Math.Log(Math.PI * Math.PI / 4 * stability * (overdrive - 1)) - denominator;
    }
}
