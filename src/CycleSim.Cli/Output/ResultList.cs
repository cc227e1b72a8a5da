using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CycleSim.Terminal;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Output;

/// <summary>Named results, as JSON or as a table of two columns; what is not defined is null.</summary>
internal sealed class ResultList
{
    // Names of results have plus signs, which need no escape.
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly List<(string Name, object? Value)> _results = [];

    internal void Add(string name, object? value) => _results.Add((name, value));

    internal void Print(JsonOutput output) => output.Print(
        () => JsonSerializer.Serialize(_results.ToDictionary(result => result.Name, result => result.Value), Indented), Print);

    private void Print()
    {
        var table = new TextTable(("quantity", false), ("value", true));
        foreach ((string name, object? value) in _results)
            table.Add(name, value is double number ? number.ToString("G6", CultureInfo.InvariantCulture) : $"{value ?? "-"}");
        table.Print();
    }
}
