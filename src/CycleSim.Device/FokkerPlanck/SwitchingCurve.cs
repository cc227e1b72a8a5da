using MathNet.Numerics.RootFinding;

namespace CycleSim.Device.FokkerPlanck;

/// <summary>Probabilities over the time of a pulse, extrapolated from two resolutions.</summary>
public sealed class SwitchingCurve
{
    // Smallest probability whose logarithm is taken.
    private const double MinProbability = 1e-290;

    // Smallest probability whose error is controlled.
    private const double MinControlled = 1e-30;

    // Times are sums: the end may differ from the caller's own sum by rounding.
    private const double Rounding = 1e-9;

    private readonly double[] _times;
    private readonly double[] _logRemaining;
    private readonly double[] _slopes;

    private SwitchingCurve(SwitchingNode[] nodes, double[] slopes, double estimatedError)
    {
        Nodes = nodes;
        EstimatedError = estimatedError;
        _times = [.. nodes.Select(node => node.Time)];
        _logRemaining = [.. nodes.Select(node => Math.Log(Math.Max(node.Remaining, MinProbability)))];
        _slopes = slopes;
    }

    /// <summary>The solver's own points, from time 0 to the end of the pulse.</summary>
    public IReadOnlyList<SwitchingNode> Nodes { get; }

    /// <summary>The state at the end of the pulse.</summary>
    public SwitchingNode End => Nodes[^1];

    /// <summary>
    /// Estimated relative error, at the end, of the finer of the two solutions; the extrapolated one is several times better.
    /// </summary>
    public double EstimatedError { get; }

    /// <summary>
    /// Write error rate if the pulse ended at a moment: cubic in ln WER, with the slope that the flux through z = 0 gives.
    /// </summary>
    /// <param name="time">Reduced time, 0 to the end of the pulse.</param>
    /// <returns>The probability that z is above 0.</returns>
    public double WriteErrorRate(double time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(time);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, _times[^1] * (1 + Rounding));
        return Math.Exp(Math.Min(0, LogRemaining(Interval(time), time)));
    }

    /// <summary>The moment at which the write error rate has fallen to a value.</summary>
    /// <param name="writeErrorRate">The value, above 0 and below 1.</param>
    /// <returns>The reduced time, or null when the pulse ends before.</returns>
    public double? TimeOf(double writeErrorRate)
    {
        double target = Math.Log(writeErrorRate);
        int node = Array.FindIndex(_logRemaining, value => value <= target);
        if (node <= 0)
            return null;
        return Brent.FindRoot(time => LogRemaining(node, time) - target, _times[node - 1], _times[node], 1e-12 * _times[node], 200);
    }

    /// <summary>Integral of the observable's mean over the pulse, by the trapezoid rule over the nodes.</summary>
    public double ObservableIntegral()
    {
        double sum = 0;
        for (int n = 1; n < Nodes.Count; n++)
            sum += (Nodes[n].Time - Nodes[n - 1].Time) * (Nodes[n].MeanObservable + Nodes[n - 1].MeanObservable) / 2;
        return sum;
    }

    internal static SwitchingCurve Extrapolate(SwitchingNode[] coarse, SwitchingNode[] fine, ControlledProbability controlled)
    {
        SwitchingNode[] nodes = new SwitchingNode[fine.Length];
        double[] slopes = new double[fine.Length];
        for (int n = 0; n < fine.Length; n++)
        {
            (SwitchingNode c, SwitchingNode f) = (coarse[n], fine[n]);
            double remaining = Extrapolate(c.Remaining, f.Remaining);
            slopes[n] = -Linear(Slope(c), Slope(f));
            nodes[n] = new(
                f.Time, Math.Min(1, remaining), SwitchedOf(c, f), -slopes[n] * remaining,
                Linear(c.MeanZ, f.MeanZ), Linear(c.MeanObservable, f.MeanObservable));
        }

        return new(nodes, slopes, EstimateError(coarse[^1], fine[^1], controlled));
    }

    private static double EstimateError(SwitchingNode coarse, SwitchingNode fine, ControlledProbability controlled) => Math.Abs(
        controlled == ControlledProbability.Remaining
            ? LogRatio(fine.Remaining, coarse.Remaining, MinControlled)
            : LogRatio(fine.Switched, coarse.Switched, MinControlled)) / 3;

    // Errors of second order: a third of the difference remains in the finer value. Logarithms keep probabilities positive.
    private static double Extrapolate(double coarse, double fine) => fine * Math.Exp(LogRatio(fine, coarse) / 3);

    // Complementary to a rate that falls by little, so linear like 1 - WER; early on, where the grids differ by multiples, logarithmic.
    private static double SwitchedOf(SwitchingNode coarse, SwitchingNode fine) =>
        Linear(coarse.Switched, fine.Switched) is var linear && linear > 0
            ? Math.Min(1, linear)
            : Extrapolate(coarse.Switched, fine.Switched);

    private static double LogRatio(double fine, double coarse, double min = MinProbability) =>
        fine > min && coarse > min ? Math.Log(fine / coarse) : 0;

    private static double Linear(double coarse, double fine) => fine + (fine - coarse) / 3;

    private static double Slope(SwitchingNode node) => node.Remaining > MinProbability ? node.Flux / node.Remaining : 0;

    private int Interval(double time)
    {
        int found = Array.BinarySearch(_times, time);
        return Math.Clamp(found >= 0 ? found : ~found, 1, _times.Length - 1);
    }

    private double LogRemaining(int node, double time)
    {
        double width = _times[node] - _times[node - 1];
        double x = (time - _times[node - 1]) / width;
        double y = 1 - x;
        return y * y * (1 + 2 * x) * _logRemaining[node - 1] + x * x * (1 + 2 * y) * _logRemaining[node]
            + x * y * width * (y * _slopes[node - 1] - x * _slopes[node]);
    }
}
