using CycleSim.Device.Junction;
using CycleSim.Device.MonteCarlo;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace CycleSim.Studies.Plots;

/// <summary>Figure 5 of the paper: switching probability over current for several pulse widths.</summary>
public static class SwitchingPlot
{
    private const double MaxOverdrive = 6;
    private const int LinePoints = 121;
    private const int RunPoints = 25;

    private static readonly double[] PulsesNs = [2, 3, 5, 10, 20];

    /// <summary>Draws the figure.</summary>
    /// <param name="junction">The junction.</param>
    /// <param name="settings">How trajectories are run.</param>
    public static PlotModel Draw(MagneticTunnelJunction junction, MonteCarloSettings settings)
    {
        ArgumentNullException.ThrowIfNull(junction);
        ArgumentNullException.ThrowIfNull(settings);
        double criticalUa = junction.CriticalCurrentA * 1e6;
        PlotModel model = DevicePlotStyle.Model(
            $"{junction.Name}: switching probability",
            $"lines: Fokker-Planck; points: {settings.Trajectories:N0} trajectories with 95 % intervals",
            new LinearAxis { Title = "current (uA)", Minimum = 0, Maximum = MaxOverdrive * criticalUa },
            new LinearAxis { Title = "switching probability", Minimum = -0.02, Maximum = 1.02 },
            LegendPosition.RightBottom);
        var curves = new DeviceCurves(junction, MaxOverdrive, LinePoints, PulsesNs[^1]);
        IReadOnlyList<MonteCarloSample>[] runs =
        [
            .. Enumerable.Range(0, RunPoints).Select(k => MonteCarloSolver.Run(
                junction,
                [new(CurrentUa(k) * 1e-6, PulsesNs[^1] * 1e-9)],
                settings with { Seed = settings.Seed + ((ulong)k << 32) },
                PulsesNs)),
        ];
        for (int pulse = 0; pulse < PulsesNs.Length; pulse++)
        {
            OxyColor colour = DevicePlotStyle.Colour(pulse);
            LineSeries line = DevicePlotStyle.Line(FormattableString.Invariant($"{PulsesNs[pulse]} ns"), colour);
            for (int k = 0; k < LinePoints; k++)
                line.Points.Add(new(curves.CurrentsUa[k], 1 - curves.WriteErrorRate(k, PulsesNs[pulse])));
            model.Series.Add(line);
            int index = pulse;
            DevicePlotStyle.AddPoints(model, null, colour, runs.Select((run, k) => Point(CurrentUa(k), run[index])), -1);
        }

        DevicePlotStyle.AddVerticalLine(model, criticalUa, "critical current", HorizontalAlignment.Right);
        return model;

        double CurrentUa(int k) => MaxOverdrive * criticalUa * k / (RunPoints - 1);
    }

    private static (double X, double Y, double Low, double High) Point(double currentUa, MonteCarloSample sample) =>
        (currentUa, 1 - sample.WriteErrorRate, 1 - sample.Interval.High, 1 - sample.Interval.Low);
}
