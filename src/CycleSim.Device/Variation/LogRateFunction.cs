using CycleSim.Device.Mathematics;

namespace CycleSim.Device.Variation;

/// <summary>ln W of the cells of a population at one write point.</summary>
internal sealed class LogRateFunction(CellMap map, ICellRate rate, double currentUa, double pulseNs) : IFunctionOfNormals
{
    public int Dimensions => map.Dimensions;

    public double[] At(double[] points, int count)
    {
        double[] values = new double[count];
        CellBatch.ForEach(count, p => values[p] = LogRate(map.Reduce(points.AsSpan(p * Dimensions, Dimensions), currentUa, pulseNs)));
        return values;
    }

    private double LogRate(ReducedCell cell) =>
        cell.Stability < CellMap.MinStability ? double.NegativeInfinity : LogRate(rate.LogExponent(cell));

    // ln(1 - exp(-exp(g))), which is g - exp(g) / 2 where the digits of the inner 1 would be lost.
    private static double LogRate(double logExponent) => logExponent < -18
        ? logExponent - Math.Exp(logExponent) / 2
        : Math.Log(-NearOne.ExpMinusOne(-Math.Exp(logExponent)));
}
