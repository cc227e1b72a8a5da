using CycleSim.Device.Mathematics;

namespace CycleSim.Device.Variation;

/// <summary>
/// ln of the nominal current at which a cell of a population has one write error rate; negative infinity when it needs none, positive
/// infinity when no current within range does it.
/// </summary>
internal sealed class SwitchingCurrentFunction(CellMap map, ICellRate rate, double logExponent, double pulseNs) : IFunctionOfNormals
{
    private const double MinOverdrive = 1e-3;
    private const double FirstGuess = 3;
    private const double Accuracy = 1e-11;
    private const int MaxIterations = 100;

    private readonly ReducedCell _nominal = map.Reduce(new double[map.Dimensions], 1, pulseNs);
    private double? _nominalOverdrive;

    public int Dimensions => map.Dimensions;

    public double[] At(double[] points, int count)
    {
        _nominalOverdrive ??= Overdrive(_nominal, FirstGuess);
        double[] values = new double[count];
        CellBatch.ForEach(count, p => values[p] = LogCurrent(map.Reduce(points.AsSpan(p * Dimensions, Dimensions), 1, pulseNs)));
        return values;
    }

    // The cell is that of 1 uA, so that its overdrive is the one per uA of nominal current.
    private double LogCurrent(ReducedCell cell)
    {
        if (cell.Stability < CellMap.MinStability)
            return double.NegativeInfinity;
        double nominal = double.IsFinite(_nominalOverdrive!.Value) ? _nominalOverdrive.Value : FirstGuess;

        // Far above threshold the growth 2 (i - 1) tau decides.
        double guess = Math.Max(0.1, 1 + (nominal - 1) * _nominal.Time / cell.Time);
        return Math.Log(Overdrive(cell, guess) / cell.Overdrive);
    }

    private double Overdrive(ReducedCell cell, double guess)
    {
        double Excess(double overdrive) => rate.LogExponent(cell with { Overdrive = overdrive }) - logExponent;
        double low = Math.Clamp(guess * 0.97, MinOverdrive, rate.MaxOverdrive);
        double high = Math.Clamp(guess * 1.03, MinOverdrive, rate.MaxOverdrive);
        double atLow = Excess(low);
        double atHigh = Excess(high);
        while (atLow < 0)
        {
            if (low <= MinOverdrive)
                return 0;
            (high, atHigh) = (low, atLow);
            low = Math.Max(low * 0.8, MinOverdrive);
            atLow = Excess(low);
        }

        while (atHigh > 0)
        {
            if (high >= rate.MaxOverdrive)
                return double.PositiveInfinity;
            (low, atLow) = (high, atHigh);
            high = Math.Min(high * 1.25, rate.MaxOverdrive);
            atHigh = Excess(high);
        }

        return Root(Excess, low, high, atLow, atHigh);
    }

    /// <summary>False position after Illinois, for a function that falls.</summary>
    private static double Root(Func<double, double> excess, double low, double high, double atLow, double atHigh)
    {
        double last = double.NaN;
        for (int iteration = 0; iteration < MaxIterations; iteration++)
        {
            if (atLow == atHigh)
                return low;
            double middle = low + (high - low) * atLow / (atLow - atHigh);
            double value = excess(middle);
            if (value == 0 || Math.Abs(middle - last) <= Accuracy * middle)
                return middle;
            if (value > 0)
            {
                atHigh = last < middle ? atHigh / 2 : atHigh;
                (low, atLow) = (middle, value);
            }
            else
            {
                atLow = last > middle ? atLow / 2 : atLow;
                (high, atHigh) = (middle, value);
            }

            last = middle;
        }

        return last;
    }
}
