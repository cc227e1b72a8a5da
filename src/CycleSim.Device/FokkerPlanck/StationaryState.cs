namespace CycleSim.Device.FokkerPlanck;

/// <summary>What a constant drive leads to after unlimited time.</summary>
internal static class StationaryState
{
    /// <summary>
    /// Probability of z below 0. Neighbouring cells are in detailed balance, so that the weights follow one from the other; logarithms keep
    /// the digits of the smallest.
    /// </summary>
    internal static double Switched(double stability, ReducedDrive drive, int cells)
    {
        SphereGrid grid = new(cells);
        Generator generator = new(grid, stability, drive);
        double weight = 0;
        double switched = 0;
        double remaining = double.NegativeInfinity;
        for (int k = 1; k < cells; k++)
        {
            weight += Math.Log(generator.Up[k - 1]) - Math.Log(generator.Down[k]);
            if (k < grid.Barrier)
                switched = LogSum(switched, weight);
            else
                remaining = LogSum(remaining, weight);
        }

        return 1 / (1 + Math.Exp(remaining - switched));
    }

    private static double LogSum(double a, double b)
    {
        double larger = Math.Max(a, b);
        return double.IsNegativeInfinity(larger) ? larger : larger + Math.Log(Math.Exp(a - larger) + Math.Exp(b - larger));
    }
}
