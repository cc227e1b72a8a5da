using CycleSim.Device.Junction;
using CycleSim.Device.MonteCarlo;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace CycleSim.Studies.Plots;

/// <summary>mz of recorded trajectories over time.</summary>
public static class TrajectoryPlot
{
    /// <summary>Width of the picture, pixels.</summary>
    public const int Width = DevicePlotStyle.Width;

    /// <summary>Height of the picture, pixels.</summary>
    public const int Height = DevicePlotStyle.Height;

    private const int MaxDrawn = 200;

    /// <summary>Draws a recording; of very many trajectories the first 200.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="junction">The junction.</param>
    /// <param name="currentUa">The current in uA, for the title.</param>
    public static PlotModel Draw(TrajectoryRecording recording, MagneticTunnelJunction junction, double currentUa)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(junction);
        int drawn = Math.Min(MaxDrawn, recording.Trajectories);
        PlotModel model = DevicePlotStyle.Model(
            FormattableString.Invariant($"{junction.Name}: magnetisation at {currentUa:G4} uA"),
            drawn == 1 ? "one trajectory" : $"{drawn} of {recording.Trajectories} trajectories",
            new LinearAxis { Title = "time (ns)", Minimum = 0, Maximum = recording.TimesNs[^1] },
            new LinearAxis { Title = "mz", Minimum = -1.05, Maximum = 1.05 },
            LegendPosition.RightTop);
        for (int t = 0; t < drawn; t++)
        {
            LineSeries line = DevicePlotStyle.Line(null, DevicePlotStyle.Colour(t));
            line.StrokeThickness = drawn > 10 ? 0.8 : 1.5;
            for (int moment = 0; moment < recording.TimesNs.Count; moment++)
                line.Points.Add(new(recording.TimesNs[moment], recording.States[moment, t].Z));
            model.Series.Add(line);
        }

        return model;
    }
}
