using CycleSim.Device.Mathematics;
using MathNet.Numerics.RootFinding;

namespace CycleSim.Device.Writing;

/// <summary>
/// The closed form of W. H. Butler et al., IEEE Trans. Magn. 48, 4684 (2012), for the write error rate of a macro-spin: good to a factor
/// of 0.6 to 4. It serves as a first guess and as a line to compare with in plots.
/// </summary>
public static class ClosedForm
{
    private const double MaxOverdrive = 1e6;

    /// <summary>WER = 1 - exp(-(pi² / 4) Delta (i - 1) / (i exp(2 (i - 1) tau) - 1)).</summary>
    /// <param name="stability">Barrier Delta in kB T.</param>
    /// <param name="overdrive">i = I / Ic0, above 0.</param>
    /// <param name="time">Reduced time t / tau_D.</param>
    public static double WriteErrorRate(double stability, double overdrive, double time) =>
        -NearOne.ExpMinusOne(-Math.Exp(LogExponent(stability, overdrive, time)));

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
    private static double Exponent(double writeErrorRate) => -NearOne.LogOnePlus(-writeErrorRate);

    /// <summary>
    /// ln of the exponent, for any overdrive. Written as pi² Delta / 4 over 1 + 2 i tau (exp(x) - 1) / x with x = 2 (i - 1) tau, it has no
    /// cancellation at i = 1 and continues below.
    /// </summary>
    internal static double LogExponent(double stability, double overdrive, double time)
    {
        double x = 2 * (overdrive - 1) * time;
        double prefactor = Math.Log(Math.PI * Math.PI / 4 * stability);
        if (x > 30)
            return prefactor - x - Math.Log(overdrive / (overdrive - 1));
        double growth = Math.Abs(x) < 1e-9 ? 1 + x / 2 : NearOne.ExpMinusOne(x) / x;
        return prefactor - Math.Log(1 + 2 * overdrive * time * growth);
    }
}
