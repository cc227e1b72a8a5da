using CycleSim.Device.Junction;
using CycleSim.Device.MonteCarlo;
using CycleSim.Device.Writing;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;
using DeviceWritePoints = CycleSim.Arrays.Cells.DeviceWritePoints;

namespace CycleSim.Studies.Plots;

/// <summary>
/// Figure 6a of the paper: write error rate over voltage. Besides the true rate it shows the paper's method, a straight line of ln WER
/// through what trajectories resolve.
/// </summary>
public static class WriteErrorPlot
{
    private const double MaxOverdrive = 9;
    private const int LinePoints = 181;
    private const int RunPoints = 19;
    private const double MinRate = 1e-10;

    // The paper's points: the baseline and the rate of its cheap writes.
    private const double BaselineRate = DeviceWritePoints.BaseWriteErrorRate;
    private const double CheapRate = DeviceWritePoints.RelaxedWriteErrorRate;
    private const double BaselineNs = 10;

    private static readonly double[] PulsesNs = [3, 5, 10];

    /// <summary>Draws the figure.</summary>
    /// <param name="junction">The junction.</param>
    /// <param name="settings">How trajectories are run.</param>
    public static PlotModel Draw(MagneticTunnelJunction junction, MonteCarloSettings settings)
    {
        ArgumentNullException.ThrowIfNull(junction);
        ArgumentNullException.ThrowIfNull(settings);
        double criticalUa = junction.CriticalCurrentA * 1e6;
        PlotModel model = DevicePlotStyle.Model(
            $"{junction.Name}: write error rate",
            $"lines: Fokker-Planck; points: {settings.Trajectories:N0} trajectories with 95 % intervals (triangles: no error seen); "
            + "dashed: the line that the points extrapolate to",
            new LinearAxis
            {
                Title = "voltage over junction (P) and transistor (V)",
                Minimum = 0,
                Maximum = VoltageV(MaxOverdrive * criticalUa),
            },
            DevicePlotStyle.RateAxis(MinRate),
            LegendPosition.RightTop);
        var curves = new DeviceCurves(junction, MaxOverdrive, LinePoints, PulsesNs[^1]);
        IReadOnlyList<MonteCarloSample>[] runs =
        [
            .. Enumerable.Range(0, RunPoints).Select(k => MonteCarloSolver.Run(
                junction,
                [new(RunCurrentUa(k) * 1e-6, PulsesNs[^1] * 1e-9)],
                settings with { Seed = ~settings.Seed - ((ulong)k << 32) },
                PulsesNs)),
        ];
        for (int pulse = 0; pulse < PulsesNs.Length; pulse++)
        {
            OxyColor colour = DevicePlotStyle.Colour(pulse);
            LineSeries line = DevicePlotStyle.Line(FormattableString.Invariant($"{PulsesNs[pulse]} ns"), colour);
            for (int k = 0; k < LinePoints; k++)
                line.Points.Add(new(VoltageV(curves.CurrentsUa[k]), Math.Max(curves.WriteErrorRate(k, PulsesNs[pulse]), MinRate / 10)));
            model.Series.Add(line);
            int index = pulse;
            AddPoints(runs.Select((run, k) => new WerPoint(RunCurrentUa(k), run[index])), colour);
            AddExtrapolation(WerExtrapolation.Run(junction, PulsesNs[pulse], settings), colour);
        }

        DevicePlotStyle.AddVerticalLine(model, VoltageV(criticalUa), "critical current", HorizontalAlignment.Left);
        DevicePlotStyle.AddHorizontalLine(model, BaselineRate, "baseline WER 8.62e-10");
        DevicePlotStyle.AddHorizontalLine(model, CheapRate, "WER 8e-4");
        var solver = new WriteSolver(junction);
        DevicePlotStyle.AddMark(
            model, solver.AtWerAndPulse(BaselineRate, BaselineNs).VoltageV, BaselineRate, "baseline, 10 ns", HorizontalAlignment.Right);
        DevicePlotStyle.AddMark(
            model, solver.AtWerAndPulse(CheapRate, BaselineNs).VoltageV, CheapRate, "low voltage, 10 ns", HorizontalAlignment.Right);
        return model;

        double VoltageV(double currentUa) => junction.Resistance.CellVoltageV(currentUa * 1e-6, 1);

        double RunCurrentUa(int k) => MaxOverdrive * criticalUa * k / (RunPoints - 1);

        void AddPoints(IEnumerable<WerPoint> points, OxyColor colour) => DevicePlotStyle.AddPoints(
            model, null, colour,
            points.Select(point => (
                VoltageV(point.CurrentUa), point.Sample.WriteErrorRate, point.Sample.Interval.Low, point.Sample.Interval.High)),
            MinRate);

        void AddExtrapolation(WerExtrapolation run, OxyColor colour)
        {
            AddPoints(run.All, colour);
            LineSeries dashed = DevicePlotStyle.Line(null, colour, LineStyle.Dash);
            foreach (double rate in new[] { 1e-1, MinRate })
                dashed.Points.Add(new(VoltageV(run.CurrentOf(rate).CurrentUa), rate));
            model.Series.Add(dashed);
        }
    }
}
