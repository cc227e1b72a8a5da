using CycleSim.Device.Mathematics;
using CycleSim.Device.MonteCarlo;
using CycleSim.Device.Variation;
using MathNet.Numerics.LinearAlgebra;

namespace CycleSim.Device.Tests;

/// <summary>
/// A population's mean rate, and the share of cells beyond its 3-sigma cell, by sampling about a point where rare cells lie: no quadrature.
/// </summary>
internal static class ImportanceSample
{
    internal static (double Mean, double Error, double Above, double AboveError) Of(
        string set, CellRateModel model, double currentUa, int samples)
    {
        (CellSpread spread, PopulationDrive drive) = PopulationRows.Spread(set);
        CellMap map = new(TestJunctions.P55, spread, drive);
        ICellRate rate = model == CellRateModel.Butler ? new ButlerRate() : RateTable.Shipped;
        LogRateFunction function = new(map, rate, currentUa, 10);
        int n = map.Dimensions;
        Vector<double> slope = Expansion.At(function, Vector<double>.Build.Dense(n), 0.02).Gradient;
        double limit = PopulationRows.Named(set, model).RatesExceededBy(currentUa, 10, [NormalTail.Above(3)])[0];
        (double mean, double error) = Weighted(function, 0.6 * slope, samples, Math.Exp);
        (double above, double aboveError) = Weighted(function, 3 * slope.Normalize(2), samples, log => log > Math.Log(limit) ? 1 : 0);
        return (mean, error, above, aboveError);
    }

    private static (double Mean, double Error) Weighted(
        LogRateFunction function, Vector<double> shift, int samples, Func<double, double> value)
    {
        int n = shift.Count;
        double[] points = new double[samples * n];
        for (int sample = 0; sample < samples; sample++)
            for (int k = 0; k < n; k++)
                points[sample * n + k] = shift[k] + Normal((uint)sample, (uint)k);
        double[] logs = function.At(points, samples);
        double sum = 0;
        double squares = 0;
        for (int sample = 0; sample < samples; sample++)
        {
            double exponent = shift.DotProduct(shift) / 2;
            for (int k = 0; k < n; k++)
                exponent -= shift[k] * points[sample * n + k];
            double term = value(logs[sample]) * Math.Exp(exponent);
            sum += term;
            squares += term * term;
        }

        double mean = sum / samples;
        return (mean, Math.Sqrt((squares / samples - mean * mean) / samples));
    }

    private static double Normal(uint sample, uint axis)
    {
        (uint a, uint b, _, _) = Philox.Permute((sample, axis, 0, 0), 7, 25);
        return Math.Sqrt(-2 * Math.Log((a + 0.5) / 4294967296)) * Math.Cos(2 * Math.PI * (b + 0.5) / 4294967296);
    }
}
