using MathNet.Numerics;

namespace CycleSim.Device.Mathematics;

/// <summary>Probabilities of a standard normal, with all digits of small ones.</summary>
internal static class NormalTail
{
    /// <summary>Probability of a value above x.</summary>
    internal static double Above(double x) => SpecialFunctions.Erfc(x / Constants.Sqrt2) / 2;

    /// <summary>The value that is exceeded with a probability.</summary>
    /// <param name="probability">Above 0 and below 1.</param>
    internal static double ValueExceededWith(double probability)
    {
        double x = Constants.Sqrt2 * SpecialFunctions.ErfcInv(2 * probability);

        // One step of Newton's method restores the digits that the approximation lacks.
        double density = Math.Exp(-x * x / 2) / Constants.Sqrt2Pi;
        return density > 0 ? x + (Above(x) - probability) / density : x;
    }
}
