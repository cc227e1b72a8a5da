using System.Globalization;
using System.Text.Json;
using CycleSim.Dram.Parts;
using CycleSim.Terminal;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Output;

/// <summary>What a DRAM did with requests, as a table or JSON.</summary>
internal static class DramTables
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <param name="part">The DRAM.</param>
    /// <param name="columns">Names and values.</param>
    /// <param name="output">Where JSON goes.</param>
    /// <param name="hasTable">False where standard output has something else.</param>
    internal static void Print(
        DramSpec part, IReadOnlyList<(string Name, object? Value)> columns, JsonOutput output, bool hasTable = true) => output.Print(
        () => JsonSerializer.Serialize(
            columns.Concat(DramTimes.Columns(part, columns)).ToDictionary(column => column.Name, column => column.Value), Indented),
        () =>
        {
            if (hasTable)
                Print(part, columns);
        });

    private static void Print(DramSpec part, IReadOnlyList<(string Name, object? Value)> columns)
    {
        string channels = part.Channels == 1 ? "1 channel" : $"{part.Channels} channels";
        ProseText.Print(string.Create(
            CultureInfo.InvariantCulture,
            $"{part.Name} ({part.Standard.Name}): clock {1e6 / part.ClockPeriodPs:0.###} MHz, a cycle is " +
            $"{part.ClockPeriodPs * 1e-3:0.###} ns; {channels}, peak {part.PeakGbPerS:0.###} GB/s"));
        Console.WriteLine();
        var table = new TextTable(("quantity", false), ("value", true), ("in ns", true));
        foreach ((string name, object? value) in columns)
            table.Add(name, Text(value), Text(DramTimes.Ns(part, name, value)));
        table.Print();
    }

    private static string Text(object? value) =>
        ((IFormattable?)value)?.ToString(value is long ? "0" : "0.####", CultureInfo.InvariantCulture) ?? "";
}
