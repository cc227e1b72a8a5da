using System.Globalization;
using CycleSim.Accelerator.Traffic;

namespace CycleSim.Cli.Output;

/// <summary>Prints what real tensors mean for write energy and errors.</summary>
internal static class TrafficTables
{
    internal static void Print(IReadOnlyList<TrafficRow> rows, ulong step)
    {
        Console.WriteLine();
        Console.WriteLine($"Tensors of training step {step}: writes to the scratchpads; energy when every bit pays, when only");
        Console.WriteLine("bits that toggle do because each write ends by itself, and when the array reads and compares first; the wrong bits to expect in the step when a failed write leaves the old or the opposite bit");
        var table = new TextTable(
            ("layer", false), ("scratchpad", false), ("KiB", true), ("toggled %", true), ("all bits uJ", true), ("terminated uJ", true),
            ("compared uJ", true), ("wrong, stuck", true), ("wrong, flipped", true));
        foreach (TrafficRow row in rows)
            Add(table, row.Layer, row.Role.ToString().ToLowerInvariant(), [row]);
        foreach (IGrouping<string, TrafficRow> group in rows.GroupBy(row => row.Role.ToString().ToLowerInvariant()))
            Add(table, "(all)", group.Key, [.. group]);
        Add(table, "(all)", "(all)", rows);
        table.Print();
    }

    private static void Add(TextTable table, string layer, string scratchpad, IReadOnlyList<TrafficRow> rows) => table.Add(
        layer, scratchpad, Text("N1", rows.Sum(row => row.ScratchpadBytes) / 1024), rows.Count == 1 ? Text("0.00", rows[0].ToggledShare * 100) : "",
        Text("0.000", rows.Sum(row => row.FullPj) / 1e6), Text("0.000", rows.Sum(row => row.TerminatedPj) / 1e6), Text("0.000", rows.Sum(row => row.ComparedPj) / 1e6),
        Text("0.###", rows.Sum(row => row.StuckBits)), Text("0.###", rows.Sum(row => row.FlippedBits)));

    private static string Text(string format, double value) => value.ToString(format, CultureInfo.InvariantCulture);
}
