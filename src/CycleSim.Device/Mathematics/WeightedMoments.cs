namespace CycleSim.Device.Mathematics;

/// <summary>Mean and standard deviation of weighted values.</summary>
internal static class WeightedMoments
{
    /// <summary>The moments over the values that are not negative infinity.</summary>
    internal static (double Mean, double Deviation) Of(double[] weights, double[] values)
    {
        double total = 0;
        double mean = 0;
        for (int k = 0; k < values.Length; k++)
        {
            if (double.IsNegativeInfinity(values[k]))
                continue;
            total += weights[k];
            mean += weights[k] * values[k];
        }

        mean /= total;
        double square = 0;
        for (int k = 0; k < values.Length; k++)
            if (!double.IsNegativeInfinity(values[k]))
                square += weights[k] * (values[k] - mean) * (values[k] - mean);
        return (mean, Math.Sqrt(square / total));
    }
}
