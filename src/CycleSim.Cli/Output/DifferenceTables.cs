using System.Globalization;
using CycleSim.Configuration.Text;
using CycleSim.Studies.Differences;
using CycleSim.Terminal;

namespace CycleSim.Cli.Output;

/// <summary>
/// Prints what changed between two training steps. A share is that of the change of the whole, so that shares add up to 100.
/// </summary>
internal static class DifferenceTables
{
    internal static void Print(string first, string second, StepDifference difference, int layers)
    {
        ProseText.Print($"first:  {first}");
        ProseText.Print($"second: {second}");
        Console.WriteLine();
        PrintSettings(difference.Settings);
        PrintChanges("time by cause", "s", difference.TimesS);
        PrintChanges("array and DMA", "s", difference.UnitTimesS, hasTotal: false);
        PrintChanges("energy by component", "J", difference.EnergiesJ);
        PrintCounts(difference.Counts);
        PrintLayers(difference.Layers, layers);
    }

    private static void PrintSettings(IReadOnlyCollection<SettingChange> settings)
    {
        if (settings.Count == 0)
        {
            ProseText.Print("Both were asked for the same.\n");
            return;
        }

        var table = new TextTable(("set otherwise", false), ("first", false), ("second", false));
        foreach (SettingChange setting in settings)
            table.Add(setting.Key, setting.First ?? "-", setting.Second ?? "-");
        StepTables.Print(table);
    }

    private static void PrintChanges(string title, string unit, IReadOnlyList<Change> changes, bool hasTotal = true)
    {
        if (changes.Count == 0)
            return;
        Change largest = changes.MaxBy(change => Math.Max(change.First, change.Second))!;
        (string prefix, double factor) = SiText.PrefixOf(Math.Max(largest.First, largest.Second) / 10);
        var table = new TextTable(
            (title, false), ($"first {prefix}{unit}", true), ("second", true), ("change", true), ("change %", true), ("share %", true));
        double whole = hasTotal ? changes[^1].Difference : 0;
        foreach (Change change in changes.Where(change => change.First != 0 || change.Second != 0))
        {
            table.Add(
                Words(change.Name), Fixed(change.First / factor), Fixed(change.Second / factor), Signed(change.Difference / factor),
                Percent(change), whole == 0 ? "" : Share(change.Difference / whole * 100));
        }

        StepTables.Print(table);
    }

    private static void PrintCounts(IReadOnlyList<Change> counts)
    {
        var table = new TextTable(("count", false), ("first", true), ("second", true), ("change", true), ("change %", true));
        foreach (Change change in counts)
            table.Add(Words(change.Name), Whole(change.First), Whole(change.Second), Whole(change.Difference), Percent(change));
        StepTables.Print(table);
    }

    private static void PrintLayers(IReadOnlyList<LayerChange> layers, int number)
    {
        if (number == 0 || layers.Count == 0)
            return;
        (string prefix, double factor) = SiText.PrefixOf(layers.Max(layer => Math.Max(layer.TimeS.First, layer.TimeS.Second)) / 10);
        (string Prefix, double Factor) energy = SiText.PrefixOf(
            layers.Max(layer => Math.Max(layer.EnergyJ.First, layer.EnergyJ.Second)) / 10);
        var table = new TextTable(
            ("layer", false), ($"first {prefix}s", true), ("second", true), ("change", true), ($"first {energy.Prefix}J", true),
            ("second", true), ("change", true));
        foreach (LayerChange layer in layers.Take(number))
        {
            table.Add(
                layer.Layer, Fixed(layer.TimeS.First / factor), Fixed(layer.TimeS.Second / factor),
                Signed(layer.TimeS.Difference / factor), Fixed(layer.EnergyJ.First / energy.Factor),
                Fixed(layer.EnergyJ.Second / energy.Factor), Signed(layer.EnergyJ.Difference / energy.Factor));
        }

        StepTables.Print(table);
        if (layers.Count > number)
            ProseText.Print($"{layers.Count - number} more layers changed less; --top prints more of them.");
    }

    // Adding zero makes the zero of a small negative number positive.
    private static string Share(double percent) => (Math.Round(percent, 1) + 0.0).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Words(string name) => name.Replace('_', ' ');

    private static string Percent(Change change) =>
        change.Relative is { } relative ? (relative * 100).ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) : "";

    private static string Fixed(double value) => value.ToString("N3", CultureInfo.InvariantCulture);

    private static string Signed(double value) => value.ToString("+#,0.000;-#,0.000;0.000", CultureInfo.InvariantCulture);

    private static string Whole(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
