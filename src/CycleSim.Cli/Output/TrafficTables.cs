using System.Globalization;
using CycleSim.Accelerator.Traffic;
using CycleSim.Terminal;

namespace CycleSim.Cli.Output;

/// <summary>Prints what real tensors mean for write energy and errors.</summary>
internal static class TrafficTables
{
    internal static void Print(TrafficReport report)
    {
        Console.WriteLine();
        ProseText.Print(
            $"Tensors of training step {report.Step}: writes to the scratchpads; energy when every bit pays, when only bits that toggle " +
            "do because each write ends by itself, and when the array reads and compares first; the wrong bits to expect in the step " +
            "when a failed write leaves the old or the opposite bit");
        var table = new TextTable(
            ("layer", false), ("scratchpad", false), ("KiB", true), ("toggled %", true), ("all bits uJ", true), ("terminated uJ", true),
            ("compared uJ", true), ("wrong, stuck", true), ("wrong, flipped", true));
        foreach (TrafficRow row in report.Rows)
            Add(table, row.Layer, Name(row), row.Total);
        foreach (IGrouping<string, TrafficRow> group in report.Rows.GroupBy(Name))
            Add(table, "(all)", group.Key, TrafficPart.Sum(group.Select(row => row.Total)));
        Add(table, "(all)", "(all)", report.Total);
        table.Print();
        string scheme = report.Scheme == WriteScheme.CompareBeforeWrite
            ? "arrays that compare before they write" : "arrays that write every bit";
        ProseText.Print($"The step takes {Text("0.000", report.StepPj / 1e6)} uJ with {scheme}.");
    }

    private static void Add(TextTable table, string layer, string scratchpad, TrafficPart part) => table.Add(
        layer, scratchpad, Text("N1", part.WrittenBits / 8 / 1024), part.StoredBits == 0 ? "" : Text("0.00", part.ToggledShare * 100),
        Text("0.000", part.FullPj / 1e6), Text("0.000", part.TerminatedPj / 1e6), Text("0.000", part.ComparedPj / 1e6),
        Text("0.###", part.StuckBits), Text("0.###", part.FlippedBits));

    private static string Name(TrafficRow row) => row.Role.ToString().ToLowerInvariant();

    private static string Text(string format, double value) => value.ToString(format, CultureInfo.InvariantCulture);
}
