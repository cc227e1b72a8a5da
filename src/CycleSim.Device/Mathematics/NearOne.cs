namespace CycleSim.Device.Mathematics;

/// <summary>
/// Exponential and logarithm near one with all digits of the difference, by W. Kahan's correction. Those of MathNet.Numerics keep 7 digits
/// only for some arguments, those of <see cref="double"/> none.
/// </summary>
public static class NearOne
{
    /// <summary>exp(x) - 1.</summary>
    /// <param name="x">The exponent.</param>
    public static double ExpMinusOne(double x)
    {
        if (Math.Abs(x) > 1)
            return Math.Exp(x) - 1;
        double rounded = Math.Exp(x);
        return rounded == 1 ? x : (rounded - 1) * x / Math.Log(rounded);
    }

    /// <summary>ln(1 + x).</summary>
    /// <param name="x">At least -1, where the logarithm is minus infinity.</param>
    public static double LogOnePlus(double x)
    {
        double rounded = 1 + x;
        return rounded == 1 || double.IsPositiveInfinity(x) ? x
            : rounded == 0 ? double.NegativeInfinity : Math.Log(rounded) * x / (rounded - 1);
    }

    /// <summary>Probability that at least one of a number of independent events happens, with all digits of small ones.</summary>
    /// <param name="probability">Probability of each, 0 to 1.</param>
    /// <param name="number">How many there are, also a fraction; 0 or more.</param>
    public static double AtLeastOne(double probability, double number) =>
        number == 0 ? 0 : probability >= 1 ? 1 : -ExpMinusOne(number * LogOnePlus(-probability));
}
