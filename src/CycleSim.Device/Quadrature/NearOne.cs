namespace CycleSim.Device.Quadrature;

/// <summary>
/// exp(x) - 1 and ln(1 + x) with all digits for small x, after W. Kahan: the rounding of exp(x) or 1 + x cancels in a quotient. (Those of
/// MathNet.Numerics have eight digits for some x.)
/// </summary>
internal static class NearOne
{
    /// <summary>exp(x) - 1.</summary>
    internal static double ExpMinusOne(double x)
    {
        double power = Math.Exp(x);
        if (power == 1)
            return x;
        double difference = power - 1;
        return difference == -1 || double.IsInfinity(power) ? difference : difference * x / Math.Log(power);
    }

    /// <summary>ln(1 + x), x from -1 on.</summary>
    internal static double LogOnePlus(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : double.IsInfinity(sum) ? sum : Math.Log(sum) * x / (sum - 1);
    }

    /// <summary>Probability that at least one of a number of independent events happens, with all digits of small ones.</summary>
    /// <param name="probability">Probability of each, 0 to 1.</param>
    /// <param name="number">How many there are; 0 or more.</param>
    internal static double AtLeastOne(double probability, int number) =>
        number == 0 ? 0 : probability >= 1 ? 1 : -ExpMinusOne(number * LogOnePlus(-probability));
}
