using MathNet.Numerics.RootFinding;

namespace CycleSim.Device.Mathematics;

/// <summary>Where a positive function that rises with its positive argument has a value; both may span many decades.</summary>
internal static class LogarithmicRoot
{
    /// <summary>Finds the argument to about 13 digits.</summary>
    /// <param name="function">The function.</param>
    /// <param name="value">The value, above 0.</param>
    /// <param name="low">An argument at which the function is not above the value.</param>
    /// <param name="high">One at which it is not below.</param>
    internal static double Find(Func<double, double> function, double value, double low, double high)
    {
        double Excess(double logarithm) => Math.Log(function(Math.Exp(logarithm)) / value);
        double from = Math.Log(low);
        double to = Math.Log(high);
        if (!(Excess(from) < 0))
            return low;
        return Excess(to) <= 0 ? high : Math.Exp(Brent.FindRoot(Excess, from, to, 1e-14, 200));
    }
}
