using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CycleSim.Accelerator.Steps;

namespace CycleSim.Studies.Tests.Golden;

/// <summary>
/// A step and its result: every number of the report's totals, and a hash of the names and values of all operations, which pins each of
/// them.
/// </summary>
/// <param name="Step">The step.</param>
/// <param name="Revision">Model revision at which the result last changed.</param>
/// <param name="Values">Column and value, in the order of the report.</param>
internal sealed record GoldenRow(GoldenStep Step, int Revision, IReadOnlyList<(string Column, string Value)> Values)
{
    private const string OperationsColumn = "operations_sha256";

    /// <summary>The header of the file.</summary>
    internal string Header =>
        string.Join(',', (string[])["network", "memory", "capacity", "revision", .. Values.Select(value => value.Column)]);

    /// <summary>The row of the file.</summary>
    internal string Line => string.Join(
        ',', (string[])[Step.Network, Step.Memory, Step.Capacity, $"{Revision}", .. Values.Select(value => value.Value)]);

    internal double Number(string column) =>
        double.Parse(Values.Single(value => value.Column == column).Value, CultureInfo.InvariantCulture);

    /// <summary>What differs from another result of the same step; empty if nothing does.</summary>
    internal string Difference(GoldenRow other)
    {
        string[] columns = [.. Values.Select(value => value.Column)];
        string[] others = [.. other.Values.Select(value => value.Column)];
        return columns.SequenceEqual(others)
            ? string.Join(", ", Values.Zip(other.Values).Where(pair => pair.First != pair.Second)
                .Select(pair => $"{pair.First.Column}: {pair.First.Value}, now {pair.Second.Value}"))
            : $"columns: {string.Join(' ', columns.Except(others).Concat(others.Except(columns)))}";
    }

    internal static GoldenRow FromReport(GoldenStep step, string file)
    {
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(file));
        List<(string, string)> values = [];
        Flatten(report.RootElement.GetProperty("totals"), "", values);
        values.Add((OperationsColumn, Hash(report.RootElement.GetProperty("operations"))));
        return new GoldenRow(step, ModelRevision.Number, values);
    }

    internal static GoldenRow FromLine(string[] header, string line)
    {
        string[] cells = line.Split(',');
        return new GoldenRow(
            new GoldenStep(cells[0], cells[1], cells[2]), int.Parse(cells[3], CultureInfo.InvariantCulture),
            [.. header.Zip(cells).Skip(4)]);
    }

    /// <summary>Hash of names and values, so that the layout of the file does not matter.</summary>
    private static string Hash(JsonElement operations)
    {
        List<(string Name, string Value)> values = [];
        int index = 0;
        foreach (JsonElement operation in operations.EnumerateArray())
            Flatten(operation, $"{index++}.", values);
        string text = string.Join('\n', values.Select(value => $"{value.Name}={value.Value}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static void Flatten(JsonElement element, string prefix, List<(string, string)> values)
    {
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Object)
                Flatten(property.Value, $"{prefix}{property.Name}.", values);
            else
                values.Add((prefix + property.Name, property.Value.GetRawText()));
        }
    }
}
