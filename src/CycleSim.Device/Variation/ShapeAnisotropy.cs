using CycleSim.Device.Junction;

namespace CycleSim.Device.Variation;

/// <summary>
/// Nz less the smaller in-plane demagnetising factor, for cells of one shape that differ in size and thickness. It depends on the ratio of
/// thickness to length alone; near the nominal ratio a Chebyshev series with all digits replaces the many logarithms.
/// </summary>
internal sealed class ShapeAnisotropy
{
    // The series covers ratios of exp(-0.7) to exp(0.7) of the nominal one.
    private const double MaxLogRatio = 0.7;
    private const int Terms = 24;

    private readonly MagneticTunnelJunction _junction;
    private readonly double[] _series = new double[Terms];

    internal ShapeAnisotropy(MagneticTunnelJunction junction)
    {
        _junction = junction;
        double[] values = [.. Enumerable.Range(0, Terms).Select(k => Exact(Math.Exp(MaxLogRatio * Math.Cos(Math.PI * (k + 0.5) / Terms))))];
        for (int n = 0; n < Terms; n++)
            for (int k = 0; k < Terms; k++)
                _series[n] += (n == 0 ? 1.0 : 2.0) / Terms * values[k] * Math.Cos(Math.PI * n * (k + 0.5) / Terms);
    }

    /// <summary>The difference of the factors.</summary>
    /// <param name="ratio">Thickness over length, in units of the nominal cell's ratio.</param>
    internal double Difference(double ratio)
    {
        double x = Math.Log(ratio) / MaxLogRatio;
        if (!(Math.Abs(x) <= 1))
            return Exact(ratio);
        double next = 0;
        double afterNext = 0;
        for (int n = Terms - 1; n > 0; n--)
            (next, afterNext) = (_series[n] + 2 * x * next - afterNext, next);
        return _series[0] + x * next - afterNext;
    }

    private double Exact(double ratio)
    {
        DemagnetisingFactors n = (_junction with { ThicknessM = _junction.ThicknessM * ratio }).Demagnetisation;
        return n.Z - Math.Min(n.X, n.Y);
    }
}
