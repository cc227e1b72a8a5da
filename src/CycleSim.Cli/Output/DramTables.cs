using System.Globalization;
using System.Text.Json;
using CycleSim.Terminal;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Output;

/// <summary>What a DRAM did with requests, as a table or JSON.</summary>
internal static class DramTables
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <param name="columns">Names and values.</param>
    /// <param name="output">Where JSON goes.</param>
    /// <param name="hasTable">False where standard output has something else.</param>
    internal static void Print(
        IReadOnlyList<(string Name, object? Value)> columns, JsonOutput output, bool hasTable = true) => output.Print(
        () => JsonSerializer.Serialize(columns.ToDictionary(column => column.Name, column => column.Value), Indented),
        () =>
        {
            if (hasTable)
                Print(columns);
        });

    private static void Print(IReadOnlyList<(string Name, object? Value)> columns)
    {
        var table = new TextTable(("quantity", false), ("value", true));
        foreach ((string name, object? value) in columns)
            table.Add(name, Text(value));
        table.Print();
    }

    private static string Text(object? value) =>
        ((IFormattable?)value)?.ToString(value is long ? "0" : "0.####", CultureInfo.InvariantCulture) ?? "";
}
