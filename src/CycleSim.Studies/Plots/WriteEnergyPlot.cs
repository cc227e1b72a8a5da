using CycleSim.Device.Junction;
using CycleSim.Device.MonteCarlo;
using CycleSim.Device.Writing;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;
using DeviceWritePoints = CycleSim.Arrays.Cells.DeviceWritePoints;

namespace CycleSim.Studies.Plots;

/// <summary>Figure 6b of the paper: write error rate over energy per bit for several pulse widths.</summary>
public static class WriteEnergyPlot
{
    private const double MaxOverdrive = 14;
    private const int LinePoints = 141;
    private const double MinRate = 1e-10;
    private const double MaxEnergyPj = 5;
    private const double BaselineRate = DeviceWritePoints.BaseWriteErrorRate;
    private const double CheapRate = DeviceWritePoints.RelaxedWriteErrorRate;
    private const double BaselineNs = 10;

    private static readonly double[] PulsesNs = [3, 4, 5, 7, 10, 15];

    /// <summary>Draws the figure. The energy is the mean over both starting states.</summary>
    /// <param name="junction">The junction.</param>
    /// <param name="settings">How trajectories are run.</param>
    public static PlotModel Draw(MagneticTunnelJunction junction, MonteCarloSettings settings)
    {
        ArgumentNullException.ThrowIfNull(junction);
        ArgumentNullException.ThrowIfNull(settings);
        PlotModel model = DevicePlotStyle.Model(
            $"{junction.Name}: what a write error rate costs",
            "energy of junction and access transistor, mean of both starting states; lines: Fokker-Planck; "
            + $"points: {settings.Trajectories:N0} trajectories with 95 % intervals; circles: critical current",
            new LinearAxis { Title = "energy per bit (pJ)", Minimum = 0, Maximum = MaxEnergyPj },
            DevicePlotStyle.RateAxis(MinRate),
            LegendPosition.RightTop);
        var solver = new WriteSolver(junction);
        double criticalUa = junction.CriticalCurrentA * 1e6;
        var threshold = new ScatterSeries
        {
            MarkerType = MarkerType.Circle,
            MarkerSize = 5,
            MarkerFill = OxyColors.Transparent,
            MarkerStroke = OxyColors.Black,
            MarkerStrokeThickness = 1.2,
        };
        var curves = new DeviceCurves(junction, MaxOverdrive, LinePoints, PulsesNs[^1]);
        for (int pulse = 0; pulse < PulsesNs.Length; pulse++)
        {
            LineSeries line = DevicePlotStyle.Line(FormattableString.Invariant($"{PulsesNs[pulse]} ns"), DevicePlotStyle.Colour(pulse));
            for (int k = 0; k < LinePoints; k++)
            {
                double energyPj = EnergyPj(junction.Resistance, curves.CurrentsUa[k], PulsesNs[pulse]);
                line.Points.Add(new(energyPj, Math.Max(curves.WriteErrorRate(k, PulsesNs[pulse]), MinRate / 10)));
            }

            model.Series.Add(line);
            AddTrajectories(WerExtrapolation.Run(junction, PulsesNs[pulse], settings), DevicePlotStyle.Colour(pulse));
            threshold.Points.Add(new(
                EnergyPj(junction.Resistance, criticalUa, PulsesNs[pulse]),
                solver.AtCurrentAndPulse(criticalUa, PulsesNs[pulse]).WriteErrorRate));
        }

        model.Series.Add(threshold);

        JunctionWritePoint baseline = solver.AtWerAndPulse(BaselineRate, BaselineNs);
        Mark(baseline, "baseline, 10 ns", HorizontalAlignment.Left);
        Mark(solver.AtWerAndPulse(CheapRate, BaselineNs), "low voltage, 10 ns", HorizontalAlignment.Right, VerticalAlignment.Top);
        JunctionWritePoint shorter = solver.AtWerAndCurrent(CheapRate, baseline.CurrentUa);
        Mark(shorter, FormattableString.Invariant($"low duration, {shorter.PulseNs:0.00} ns"), HorizontalAlignment.Left);
        DevicePlotStyle.AddHorizontalLine(model, BaselineRate, "baseline WER 8.62e-10");
        DevicePlotStyle.AddHorizontalLine(model, CheapRate, "WER 8e-4");
        return model;

        void Mark(
            JunctionWritePoint point, string text, HorizontalAlignment side, VerticalAlignment height = VerticalAlignment.Bottom) =>
            DevicePlotStyle.AddMark(
                model, EnergyPj(junction.Resistance, point.CurrentUa, point.PulseNs), point.WriteErrorRate, text, side, height);

        void AddTrajectories(WerExtrapolation run, OxyColor colour) => DevicePlotStyle.AddPoints(
            model, null, colour,
            run.All.Select(point => (
                EnergyPj(junction.Resistance, point.CurrentUa, run.PulseNs), point.Sample.WriteErrorRate, point.Sample.Interval.Low,
                point.Sample.Interval.High)),
            MinRate);
    }

    private static double EnergyPj(JunctionResistance cell, double currentUa, double pulseNs)
    {
        double currentA = currentUa * 1e-6;
        return currentA * (cell.CellVoltageV(currentA, 1) + cell.CellVoltageV(currentA, -1)) / 2 * pulseNs * 1e3;
    }
}
