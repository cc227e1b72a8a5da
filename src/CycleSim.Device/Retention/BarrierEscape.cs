using CycleSim.Configuration.Text;
using CycleSim.Device.Mathematics;
using CycleSim.Platform;

namespace CycleSim.Device.Retention;

/// <summary>
/// Rates at which thermal noise takes a macro-spin over its barrier, from the Fokker-Planck equation, in units of 1 / tau_D.
/// </summary>
public static class BarrierEscape
{
    /// <summary>The barriers, in kB T.</summary>
    public static readonly NumberRange BarriersKt = new(0.01, 500);

    private const int MaxIterations = 200;
    private const double Accuracy = 1e-15;

    /// <summary>
    /// The lowest eigenvalue above 0 without current: the difference of the occupations of both wells decays with it, a state is left with
    /// half of it. Inverse iteration with an integral operator whose terms are all positive, so that it is exact to about 13 digits.
    /// </summary>
    /// <param name="stability">Barrier Delta in kB T, 0.01 to 500.</param>
    /// <returns>The eigenvalue times tau_D.</returns>
    /// <exception cref="InputException">The barrier is out of range.</exception>
    public static double LowestEigenvalue(double stability)
    {
        CheckBarrier(stability);
        PanelQuadrature panels = new(0, 1, Panels(stability));
        double[] weights = [.. panels.Nodes.Select(x => Math.Exp(-stability * (1 - x) * (1 + x)))];
        double[] resistances = [.. panels.Nodes.Select(y => 2 * stability * Math.Exp(-stability * y * y) / ((1 - y) * (1 + y)))];
        double[] mode = [.. panels.Nodes.Select(_ => 1.0)];
        double eigenvalue = 0;
        for (int iteration = 0; iteration < MaxIterations; iteration++)
        {
            double[] currents = panels.ToEnd(Product(weights, mode));
            double[] next = panels.FromStart(Product(resistances, currents));
            double before = eigenvalue;
            eigenvalue = 1 / next[^1];
            for (int k = 0; k < next.Length; k++)
                mode[k] = next[k] * eigenvalue;
            if (Math.Abs(eigenvalue - before) <= Accuracy * eigenvalue)
                break;
        }

        return eigenvalue * Math.Exp(-stability);
    }

    /// <summary>The leading term of <see cref="LowestEigenvalue"/> for high barriers, 2 sqrt(Delta / pi) exp(-Delta).</summary>
    /// <param name="stability">Barrier Delta in kB T.</param>
    public static double LeadingEigenvalue(double stability) => 2 * Math.Sqrt(stability / Math.PI) * Math.Exp(-stability);

    /// <summary>
    /// Rate at which a state is left under a current that has acted for long: one over the mean first-passage time from z = 1 to halfway
    /// between the barrier at z = i and the other state. Where the barrier that is left, Delta (1 - i)², is below about 8, the rate
    /// depends on where the passage ends.
    /// </summary>
    /// <param name="stability">Barrier Delta without current in kB T, 0.01 to 500.</param>
    /// <param name="overdrive">i = I / Ic0, 0 to below 1.</param>
    /// <returns>The rate times tau_D.</returns>
    /// <exception cref="InputException">An argument is out of range.</exception>
    public static double SteadyRate(double stability, double overdrive)
    {
        CheckBarrier(stability);
        CheckOverdrive(overdrive);
        PanelQuadrature panels = new((overdrive - 1) / 2, 1, 2 * Panels(stability));

        // Both exponentials relative to their values in the well, at z = 1, and on the barrier, at z = i.
        double[] weights = [.. panels.Nodes.Select(x => Math.Exp(-stability * (1 - x) * (1 + x - 2 * overdrive)))];
        double[] resistances =
        [
            .. panels.Nodes.Select(y => 2 * stability * Math.Exp(-stability * (y - overdrive) * (y - overdrive)) / ((1 - y) * (1 + y))),
        ];
        double time = panels.Integral(Product(resistances, panels.ToEnd(weights)));
        return Math.Exp(-stability * (1 - overdrive) * (1 - overdrive)) / time;
    }

    /// <summary>Kramers' approximation of <see cref="SteadyRate"/>: sqrt(Delta / pi) (1 - i) (1 - i²) exp(-Delta (1 - i)²).</summary>
    /// <param name="stability">Barrier Delta without current in kB T.</param>
    /// <param name="overdrive">i = I / Ic0, 0 to below 1.</param>
    /// <exception cref="InputException">The current is out of range.</exception>
    public static double KramersRate(double stability, double overdrive)
    {
        CheckOverdrive(overdrive);
        return Math.Sqrt(stability / Math.PI) * (1 - overdrive) * (1 - overdrive * overdrive)
            * Math.Exp(-stability * (1 - overdrive) * (1 - overdrive));
    }

    // So many that the exponentials change by a factor of e⁴ at most within one.
    private static int Panels(double stability) => 16 + (int)(stability / 2);

    private static double[] Product(double[] a, double[] b)
    {
        double[] product = new double[a.Length];
        for (int k = 0; k < product.Length; k++)
            product[k] = a[k] * b[k];
        return product;
    }

    private static void CheckBarrier(double stability)
    {
        if (!BarriersKt.ContainsRounded(stability))
        {
            throw new InputException(FormattableString.Invariant(
                $"a barrier of {stability:G6} kT is out of range; allowed: {BarriersKt.Text}"));
        }
    }

    private static void CheckOverdrive(double overdrive)
    {
        if (!(overdrive is >= 0 and < 1))
        {
            throw new InputException(FormattableString.Invariant(
                $"a current of {overdrive:G6} critical currents leaves no barrier; allowed: 0 to below 1"));
        }
    }
}
