namespace CycleSim.Device.Mathematics;

/// <summary>Weights of the polynomial through six neighbouring points at distances of 1.</summary>
internal static class UniformStencil
{
    /// <summary>Number of points.</summary>
    internal const int Points = 6;

    // Inverse products of the distances of one point from the others: (-1)^(5 - k) / (k! (5 - k)!).
    private static ReadOnlySpan<double> Factors => [-1.0 / 120, 1.0 / 24, -1.0 / 12, 1.0 / 12, -1.0 / 24, 1.0 / 120];

    /// <summary>Fills the weights.</summary>
    /// <param name="x">Distance from the first point; the polynomial is best between the third and the fourth, 2 to 3.</param>
    /// <param name="weights">The weights, six.</param>
    internal static void Weights(double x, Span<double> weights)
    {
        Span<double> after = stackalloc double[Points + 1];
        after[Points] = 1;
        for (int k = Points - 1; k >= 0; k--)
            after[k] = after[k + 1] * (x - k);
        double before = 1;
        for (int k = 0; k < Points; k++)
        {
            weights[k] = Factors[k] * before * after[k + 1];
            before *= x - k;
        }
    }

    /// <summary>The polynomial's value.</summary>
    internal static double Value(ReadOnlySpan<double> values, double x)
    {
        Span<double> weights = stackalloc double[Points];
        Weights(x, weights);
        double sum = 0;
        for (int k = 0; k < Points; k++)
            sum += weights[k] * values[k];
        return sum;
    }
}
