using System.Globalization;
using CycleSim.Configuration.Text;
using CycleSim.Studies.Comparisons;
using CycleSim.Studies.Plans;
using CycleSim.Terminal;

namespace CycleSim.Cli.Output;

/// <summary>Tables of studies.</summary>
internal static class StudyTables
{
    private static readonly string[] NoResult = ["no result", "", "", ""];

    /// <summary>A line for each point, with the machine where there are several; the tables in files have more columns.</summary>
    internal static void Print(IReadOnlyList<PointOutcome> outcomes)
    {
        bool hasMachines = outcomes.Select(outcome => outcome.Point.Machine.Label).Distinct().Count() > 1;
        var table = new TextTable(
        [
            ("network", false), ("batch", true), .. hasMachines ? [("machine", false)] : Array.Empty<(string, bool)>(), ("memory", false),
            ("capacity", true), ("time ms", true), ("DRAM MB", true), ("energy mJ", true), ("leakage %", true),
        ]);
        foreach (PointOutcome outcome in outcomes)
        {
            StudyPoint point = outcome.Point;
            string[] name =
            [
                point.Network.Name, $"{point.Batch}", .. hasMachines ? [point.Machine.Label] : Array.Empty<string>(),
                point.Memory.Label, ByteSize.Format(point.CapacityBytes),
            ];
            table.Add([.. name, .. outcome.Result is { } result ? Cells(result) : NoResult]);
        }

        table.Print();
    }

    /// <summary>Comparisons one after the other, with a title each where there are several, and where memories cross.</summary>
    internal static void Print(IReadOnlyList<Comparison> comparisons)
    {
        foreach (Comparison comparison in comparisons)
        {
            if (comparisons.Count > 1)
                ProseText.Print($"{comparison.Network}, batch {comparison.Batch}, on {comparison.Machine}");
            Print(comparison);
            for (int memory = 0; memory < comparison.Memories.Length; memory++)
                PrintMinEnergy(comparison, memory);
            PrintCrossings(comparison, "energy", result => result.EnergyJ);
            PrintCrossings(comparison, "time", result => result.TimeS);
            Console.WriteLine();
        }
    }

    private static void PrintMinEnergy(Comparison comparison, int memory)
    {
        if (comparison.MinEnergy(memory) is not (int size, bool isAtEnd))
            return;
        ComparisonCell cell = comparison.Cells[size][memory];
        string where = comparison.Iso == IsoKind.Area
            ? $"{SizeText(comparison.Iso, cell.Size)}, which holds {ByteSize.Format(cell.Point!.CapacityBytes)}"
            : ByteSize.Format(cell.Point!.CapacityBytes);
        ProseText.Print(
            $"minimum energy of {cell.Memory}: {Number(cell.Result!.EnergyJ * 1e3)} mJ at {where}" +
            (isAtEnd ? "; that is an end of the range, and the minimum may lie beyond" : ""));
    }

    private static void PrintCrossings(Comparison comparison, string quantity, Func<PointResult, double> value)
    {
        for (int memory = 1; memory < comparison.Memories.Length; memory++)
        {
            string name = $"{quantity} of {comparison.Memories[memory]} against {comparison.Memories[0]}: ";
            string[] crossings =
            [
                .. comparison.Crossings(memory, value).Select(crossing =>
                    $"{(crossing.IsBetterAbove ? "less" : "more")} from {SizeText(comparison.Iso, crossing.Size)} on"),
            ];
            int[] complete = [.. comparison.Complete];
            if (crossings.Length > 0)
                ProseText.Print(name + string.Join(", ", crossings) + " (interpolated)");
            else if (complete.Length > 0)
                ProseText.Print(name + Where([.. complete.Select(size => comparison.Ratio(size, memory, value) ?? 1)]));
        }
    }

    private static string Where(IReadOnlyCollection<double> ratios)
    {
        double[] different = [.. ratios.Where(ratio => ratio != 1)];
        string better = different.Length == 0 ? "the same" : different[0] > 1 ? "less" : "more";
        bool isEverywhere = different.Length is 0 || different.Length == ratios.Count;
        return better + (isEverywhere ? " at all sizes" : " at some sizes, the same at others");
    }

    private static string SizeText(IsoKind iso, double size) =>
        iso == IsoKind.Capacity ? $"{Number(size / (1 << 20))} MiB" : $"{Number(size)} mm2";

    /// <summary>A line for each size and memory.</summary>
    private static void Print(Comparison comparison)
    {
        string size = comparison.Iso == IsoKind.Capacity ? "capacity" : "area mm2";
        var table = new TextTable(
            (size, true), ("memory", false), ("holds", true), ("improvement", true), ("time ms", true), ("DRAM MB", true),
            ("energy mJ", true), ("leakage %", true));
        var failures = new List<string>();
        for (int i = 0; i < comparison.Sizes.Length; i++)
        {
            for (int memory = 0; memory < comparison.Memories.Length; memory++)
            {
                ComparisonCell cell = comparison.Cells[i][memory];
                string[] name =
                [
                    comparison.Iso == IsoKind.Capacity ? ByteSize.Format((long)cell.Size) : Number(cell.Size), cell.Memory,
                    cell.Point is null ? "" : ByteSize.Format(cell.Point.CapacityBytes),
                    comparison.Improvement(i, memory) is { } better ? $"{Number(better)}x" : "",
                ];
                table.Add([.. name, .. cell.Result is { } result ? Cells(result) : NoResult]);
                if (cell.Failure is { } failure)
                    failures.Add($"{name[0]}, {cell.Memory}: {failure}");
            }
        }

        table.Print();
        failures.ForEach(ProseText.Print);
    }

    private static string[] Cells(PointResult result) =>
    [
        Number(result.TimeS * 1e3), Number(result.DramBytes / 1e6), Number(result.EnergyJ * 1e3),
        (result.LeakageJ / result.EnergyJ * 100).ToString("0.0", CultureInfo.InvariantCulture),
    ];

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
