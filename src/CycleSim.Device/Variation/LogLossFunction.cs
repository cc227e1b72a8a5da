using CycleSim.Device.Mathematics;
using CycleSim.Device.Retention;

namespace CycleSim.Device.Variation;

/// <summary>The logarithm of the probability that cells of a population are in the other state after a time without current.</summary>
internal sealed class LogLossFunction(CellMap map, double timeS) : IFunctionOfNormals
{
    public int Dimensions => map.Dimensions;

    public double[] At(double[] points, int count)
    {
        double[] values = new double[count];
        CellBatch.ForEach(count, p => values[p] = LogLoss(map.Reduce(points.AsSpan(p * Dimensions, Dimensions), 0, timeS * 1e9)));
        return values;
    }

    /// <summary>A cell without a barrier holds nothing.</summary>
    private static double LogLoss(ReducedCell cell) => cell.Stability <= BarrierEscape.BarriersKt.Min || !(cell.Time > 0)
        ? Math.Log(0.5)
        : Math.Log(RetentionTime.LossAfter(BarrierEscape.LowestEigenvalue(cell.Stability) * cell.Time));
}
