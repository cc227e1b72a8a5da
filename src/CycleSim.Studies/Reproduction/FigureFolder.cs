using CycleSim.Configuration.Text;
using CycleSim.Platform.Files;
using CycleSim.Studies.Plots;
using CycleSim.Studies.Reports;
using OxyPlot;

namespace CycleSim.Studies.Reproduction;

/// <summary>Where figures go: each as PNG, SVG and CSV of its name.</summary>
/// <param name="folder">The folder, which exists.</param>
internal sealed class FigureFolder(string folder)
{
    private static readonly string[] Pictures = ["png", "svg"];

    internal string PathOf(string id, string ending) => Path.Combine(folder, $"{id}.{ending}");

    /// <summary>Writes the pictures of a figure.</summary>
    internal void Draw(string id, IReadOnlyList<PlotModel> panels, int columns, int panelWidth, int panelHeight)
    {
        foreach (string ending in Pictures)
            PlotGrid.Write(panels, columns, PathOf(id, ending), panelWidth, panelHeight);
    }

    /// <summary>Writes the pictures of a figure, and what they show as CSV.</summary>
    internal void DrawWithData(string id, IReadOnlyList<PlotModel> panels, int columns, int panelWidth, int panelHeight)
    {
        Draw(id, panels, columns, panelWidth, panelHeight);
        PlotData.Write(panels, PathOf(id, "csv"));
    }

    /// <summary>Writes a table as CSV.</summary>
    internal void Write(string id, ReportTable table) => OutputFile.WriteAtomically(PathOf(id, "csv"), stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', table.Columns.Select(CsvText.Quoted)));
        foreach (var row in table.Rows)
            writer.WriteLine(string.Join(',', row.Select(CsvText.Quoted)));
    });
}
