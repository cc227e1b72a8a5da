using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CycleSim.Accelerator.Simulation;

namespace CycleSim.Studies.Tests.Golden;

/// <summary>A step and its result: every number of the report's totals as it stands there, and a hash of the operations, which pins each of them.</summary>
/// <param name="Step">The step.</param>
/// <param name="Revision">Model revision at which the result last changed.</param>
/// <param name="Values">Column and value, in the order of the report.</param>
internal sealed record GoldenRow(GoldenStep Step, int Revision, IReadOnlyList<(string Column, string Value)> Values)
{
    private const string OperationsColumn = "operations_sha256";

    /// <summary>The header of the file.</summary>
    internal string Header => string.Join(',', (string[])["network", "memory", "capacity", "revision", .. Values.Select(value => value.Column)]);

    /// <summary>The row of the file.</summary>
    internal string Line => string.Join(
        ',', (string[])[Step.Network, Step.Memory, Step.Capacity, $"{Revision}", .. Values.Select(value => value.Value)]);

    internal double Number(string column) => double.Parse(Values.Single(value => value.Column == column).Value, CultureInfo.InvariantCulture);

    /// <summary>What differs from another result of the same step; empty if nothing does.</summary>
    internal string Difference(GoldenRow other) => string.Join(", ", Values.Zip(other.Values)
        .Where(pair => pair.First != pair.Second)
        .Select(pair => $"{pair.First.Column}: {pair.First.Value}, now {pair.Second.Value}"));

    internal static GoldenRow FromReport(GoldenStep step, string file)
    {
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(file));
        List<(string, string)> values = [];
        Flatten(report.RootElement.GetProperty("totals"), "", values);
        string operations = report.RootElement.GetProperty("operations").GetRawText();
        values.Add((OperationsColumn, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(operations)))));
        return new GoldenRow(step, ModelRevision.Number, values);
    }

    internal static GoldenRow FromLine(string[] header, string line)
    {
        string[] cells = line.Split(',');
        return new GoldenRow(
            new GoldenStep(cells[0], cells[1], cells[2]), int.Parse(cells[3], CultureInfo.InvariantCulture), [.. header.Zip(cells).Skip(4)]);
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
