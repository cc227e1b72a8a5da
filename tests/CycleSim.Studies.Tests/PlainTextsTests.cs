using System.Xml.Linq;
using CycleSim.Studies.Plots;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace CycleSim.Studies.Tests;

/// <summary>Names with "_{" and "^{", which the plot library takes for marks, are drawn as they are.</summary>
public sealed class PlainTextsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cyclesim-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Names_are_drawn_as_they_are()
    {
        string single = Path.Combine(_folder, "single.svg");
        PlotFile.Write(Plot(), single, 600, 400);
        string grid = Path.Combine(_folder, "grid.svg");
        PlotGrid.Write([Plot()], 1, grid, 600, 400);
        foreach (string file in new[] { single, grid })
        {
            string[] texts =
            [
                .. XDocument.Load(file).Descendants().Where(element => element.Name.LocalName == "text")
                    .Select(element => element.Value.Replace("\u200b", "", StringComparison.Ordinal)),
            ];
            foreach (string name in new[] { "title", "subtitle", "series", "axis", "category", "note" })
                Assert.Contains($"{name}_{{1}}^{{22}}", texts);
        }
    }

    private static PlotModel Plot()
    {
        var model = new PlotModel { Title = Marked("title"), Subtitle = Marked("subtitle") };
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Left, Title = Marked("axis"), Minimum = 0, Maximum = 1 });
        var categories = new CategoryAxis { Position = AxisPosition.Bottom };
        categories.Labels.Add(Marked("category"));
        model.Axes.Add(categories);
        model.Legends.Add(new Legend());
        model.Series.Add(new LineSeries { Title = Marked("series"), Points = { new(0, 0), new(0, 1) } });
        model.Annotations.Add(new TextAnnotation { Text = Marked("note"), TextPosition = new(0, 0.5) });
        return model;
    }

    private static string Marked(string name) => $"{name}_{{1}}^{{22}}";
}
