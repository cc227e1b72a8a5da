using CycleSim.Studies.Comparisons;
using CycleSim.Studies.Plots;
using OxyPlot;

namespace CycleSim.Cli.Commands.Study;

/// <summary>The files that `cyclesim compare --out` writes: a table, and a picture of what is there.</summary>
internal static class ComparisonFiles
{
    private const string Name = "compare";

    private static readonly string[] Pictures = ["png", "svg"];

    /// <summary>The files that it writes into a folder.</summary>
    internal static string[] PathsIn(string folder) => [.. Pictures.Prepend("csv").Select(ending => PathOf(folder, ending))];

    internal static void Write(string folder, IReadOnlyList<Comparison> comparisons)
    {
        ComparisonTable.Of(comparisons).WriteCsv(PathOf(folder, "csv"));
        Comparison[] drawn = [.. comparisons.Where(comparison => comparison.Complete.Any())];
        if (drawn.Length == 0)
            return;
        (PlotModel[] panels, int columns) = comparisons.Count == 1 ? One(drawn[0]) : Several(drawn);
        foreach (string ending in Pictures)
            PlotGrid.Write(panels, columns, PathOf(folder, ending), ComparisonPlots.PanelWidth, ComparisonPlots.PanelHeight);
    }

    private static string PathOf(string folder, string ending) => Path.Combine(folder, $"{Name}.{ending}");

    private static (PlotModel[] Panels, int Columns) One(Comparison comparison)
    {
        string iso = comparison.Iso == IsoKind.Capacity ? "equal capacity" : "equal area";
        PlotModel[] panels =
        [
            ComparisonPlots.Improvement($"{comparison.Network}: improvement over {comparison.Memories[0]}, {iso}", [comparison]),
            ComparisonPlots.Breakdown($"{comparison.Network}: energy by component", comparison),
            ComparisonPlots.Ratios($"{comparison.Network}: ratios of components", comparison),
        ];
        return (panels, panels.Length);
    }

    /// <summary>A row for each network: energy and time of all machines and memories.</summary>
    private static (PlotModel[] Panels, int Columns) Several(IReadOnlyList<Comparison> comparisons)
    {
        PlotModel[] panels =
        [
            .. comparisons.GroupBy(comparison => (comparison.Network, comparison.Batch)).SelectMany(network => new[]
            {
                ComparisonPlots.Quantities(
                    $"{network.Key.Network}, batch {network.Key.Batch}: energy", "energy (J)", [.. network], result => result.EnergyJ),
                ComparisonPlots.Quantities(
                    $"{network.Key.Network}, batch {network.Key.Batch}: time", "time (s)", [.. network], result => result.TimeS),
            }),
        ];
        return (panels, 2);
    }
}
