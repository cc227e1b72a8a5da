using System.Globalization;
using CycleSim.Configuration.Text;
using CycleSim.Platform.Files;
using OxyPlot;
using OxyPlot.Series;

namespace CycleSim.Studies.Plots;

/// <summary>What a picture shows, as CSV: a row for each point of each series, so that every figure can be drawn again elsewhere.</summary>
internal static class PlotData
{
    /// <summary>Writes the points of a picture's panels.</summary>
    /// <param name="panels">The panels.</param>
    /// <param name="path">The file.</param>
    public static void Write(IReadOnlyList<PlotModel> panels, string path)
    {
        ArgumentNullException.ThrowIfNull(panels);
        OutputFile.WriteAtomically(path, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
            writer.WriteLine("panel,x_axis,y_axis,series,x,y");
            foreach (PlotModel panel in panels)
                Write(writer, panel);
        });
    }

    private static void Write(StreamWriter writer, PlotModel panel)
    {
        string head = string.Join(',',
            new[] { panel.Title, Axis(panel, OxyPlot.Axes.AxisPosition.Bottom), Axis(panel, OxyPlot.Axes.AxisPosition.Left) }
            .Select(text => CsvText.Quoted(text ?? "")));
        for (int index = 0; index < panel.Series.Count; index++)
        {
            Series series = panel.Series[index];
            string name = CsvText.Quoted(series.Title ?? series.Tag as string ?? $"{series.GetType().Name} {index}");
            foreach ((double x, double y) in Points(series))
                if (double.IsFinite(y))
                    writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{head},{name},{x:R},{y:R}"));
        }
    }

    private static string? Axis(PlotModel panel, OxyPlot.Axes.AxisPosition position) =>
        panel.Axes.FirstOrDefault(axis => axis.Position == position)?.Title;

    private static IEnumerable<(double X, double Y)> Points(Series series) => series switch
    {
        LineSeries line => line.Points.Select(point => (point.X, point.Y)),
        ScatterSeries scatter => scatter.Points.Select(point => (point.X, point.Y)),
        _ => throw new NotSupportedException($"{series.GetType().Name} has no table"),
    };
}
