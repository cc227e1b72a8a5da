using CycleSim.Device.FokkerPlanck;
using CycleSim.Device.Writing;

namespace CycleSim.Device.Variation;

/// <summary>Solves the table of rates of cells: one solution at each barrier and overdrive gives all times.</summary>
internal static class RateTableBuilder
{
    // Estimated relative error of the finer of two solutions; the extrapolated one is better.
    private const double Tolerance = 5e-4;

    // ln of the rate down to which is solved: from there on the rate falls by its slowest mode alone, ln W is a straight line over time.
    private const double LogHorizon = -62;

    // Below this probability of having switched, which no rate shows, digits are lost.
    private const double MinSwitched = 1e-11;
    private const double Unseen = -1;

    /// <summary>Solves all points.</summary>
    internal static RateTable Build()
    {
        float[] corrections = new float[RateGrid.Barriers * RateGrid.Overdrives * RateGrid.Times];
        Parallel.For(0, RateGrid.Barriers * RateGrid.Overdrives, point =>
        {
            Column(RateGrid.FirstBarrier + point / RateGrid.Overdrives, RateGrid.FirstOverdrive + point % RateGrid.Overdrives)
                .CopyTo(corrections, point * RateGrid.Times);
        });
        return new(corrections);
    }

    /// <summary>The points of one barrier and overdrive.</summary>
    internal static float[] Column(int barrierIndex, int overdriveIndex)
    {
        double stability = RateGrid.Stability(barrierIndex);
        double overdrive = RateGrid.Overdrive(overdriveIndex);
        double horizon = Horizon(stability, overdrive);
        SwitchingCurve curve = SwitchingSolver.Solve(stability, [new(new(overdrive), horizon)], Tolerance);
        double?[] known = [.. Enumerable.Range(RateGrid.FirstTime, RateGrid.Times).Select(index =>
        {
            double time = RateGrid.Time(index);
            double? logExponent = time <= horizon ? LogExponent(curve, time) : Continue(curve, horizon, time);
            return logExponent - ClosedForm.LogExponent(stability, overdrive, time);
        })];

        // Before a rate differs from 1, the correction is that of the first time at which it does; where it never does, any will do.
        double first = known.FirstOrDefault(value => value is not null) ?? Unseen;
        return [.. known.Select(value => (float)(value ?? first))];
    }

    private static double Horizon(double stability, double overdrive)
    {
        double last = RateGrid.Time(RateGrid.FirstTime + RateGrid.Times - 1);
        double horizon = last;
        while (ClosedForm.LogExponent(stability, overdrive, horizon) < LogHorizon)
            horizon *= 0.98;
        return horizon;
    }

    private static double Continue(SwitchingCurve curve, double horizon, double time)
    {
        double end = Math.Log(curve.WriteErrorRate(horizon));
        double slope = (end - Math.Log(curve.WriteErrorRate(0.97 * horizon))) / (0.03 * horizon);
        return end + slope * (time - horizon);
    }

    /// <summary>ln(-ln(1 - W)); null while the cell has hardly begun to switch.</summary>
    private static double? LogExponent(SwitchingCurve curve, double time)
    {
        double rate = curve.WriteErrorRate(time);
        if (rate < 1e-8)
            return Math.Log(rate) + rate / 2;
        if (rate < 0.5)
            return Math.Log(-Math.Log(1 - rate));
        IReadOnlyList<SwitchingNode> nodes = curve.Nodes;
        int node = 1;
        while (node < nodes.Count - 1 && nodes[node].Time < time)
            node++;
        (SwitchingNode from, SwitchingNode to) = (nodes[node - 1], nodes[node]);
        return node > 1 && from.Switched > MinSwitched ? Math.Log(-LogSwitched(from, to, time)) : null;
    }

    // A cubic in ln P(switched), with the slopes that the flux gives.
    private static double LogSwitched(SwitchingNode from, SwitchingNode to, double time)
    {
        double width = to.Time - from.Time;
        double x = (time - from.Time) / width;
        double y = 1 - x;
        return y * y * (1 + 2 * x) * Math.Log(from.Switched) + x * x * (1 + 2 * y) * Math.Log(to.Switched)
            + x * y * width * (y * from.Flux / from.Switched - x * to.Flux / to.Switched);
    }
}
