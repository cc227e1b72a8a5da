using System.Globalization;
using System.Text;
using System.Text.Json;
using CycleSim.Configuration.Text;
using CycleSim.Platform;

namespace CycleSim.Arrays.Import;

/// <summary>Makes a memory technology of the reports of other tools.</summary>
public static class ImportedTable
{
    /// <summary>Reads what a supported tool wrote: a report of NVSim or CACTI, or CACTI's out.csv with a row for each run.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">The name that errors give it.</param>
    /// <exception cref="InputException">No supported tool wrote this, or it is not valid; the message names the line.</exception>
    public static IReadOnlyList<ImportedArray> Read(string text, string source)
    {
        if (NvsimReport.Recognises(text))
            return [NvsimReport.Read(text, source)];
        if (CactiTable.Recognises(text))
            return CactiTable.Read(text, source);
        return CactiReport.Recognises(text)
            ? [CactiReport.Read(text, source)]
            : throw new InputException($"{source}(1): this is neither a report of NVSim nor a report or table of CACTI");
    }

    /// <summary>Writes the JSON of a memory technology with one row for each array.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="arrays">The arrays; all of the same cell, node, organisation and bits of an access.</param>
    /// <exception cref="InputException">The arrays do not fit together.</exception>
    public static string Write(string name, IReadOnlyList<ImportedArray> arrays)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        ImportedArray[] sorted = [.. arrays.OrderBy(array => array.Metrics.CapacityBytes)];
        for (int i = 1; i < sorted.Length; i++)
            CheckPair(sorted[i - 1], sorted[i]);
        StringBuilder json = new();
        json.Append("{\n");
        Field(json, "name", name);
        Field(json, "description", $"imported: {sorted.Length} arrays");
        Field(json, "cell", sorted[0].Cell);
        json.Append(CultureInfo.InvariantCulture, $"  \"node_nm\": {sorted[0].NodeNm},\n");
        Field(json, "organisation", sorted[0].Organisation.ToString().ToLowerInvariant());
        json.Append(CultureInfo.InvariantCulture, $"  \"access_bits\": {sorted[0].Metrics.AccessBits},\n");
        json.Append("  \"sources\": [").AppendJoin(", ", sorted.Select(array => Quote(array.Source)).Distinct()).Append("],\n");
        json.Append("  \"table\": [\n").AppendJoin(",\n", sorted.Select(array => Row(array.Metrics))).Append("\n  ]\n}\n");
        return json.ToString();
    }

    private static void CheckPair(ImportedArray first, ImportedArray second)
    {
        string capacity = ByteSize.Format(second.Metrics.CapacityBytes);
        if (first.Metrics.CapacityBytes == second.Metrics.CapacityBytes)
            throw new InputException($"there are two reports for {capacity}; a table has one row for each capacity");
        if (first.Organisation != second.Organisation || first.Metrics.AccessBits != second.Metrics.AccessBits)
        {
            throw new InputException(
                $"the report for {capacity} has another organisation or other bits of an access than that for a smaller one");
        }

        if (first.Cell != second.Cell)
        {
            throw new InputException(
                $"the report for {capacity} is of another memory cell ({second.Cell}) than that for a smaller one ({first.Cell}); " +
                "import each cell by itself");
        }

        if (Math.Abs(first.NodeNm / second.NodeNm - 1) > 0.02)
        {
            throw new InputException(FormattableString.Invariant(
                $"the report for {capacity} is at {second.NodeNm} nm, that for a smaller one at {first.NodeNm} nm"));
        }
    }

    private static void Field(StringBuilder json, string key, string value) =>
        json.Append($"  \"{key}\": ").Append(Quote(value)).Append(",\n");

    private static string Quote(string text) => JsonSerializer.Serialize(text);

    private static string Row(MemoryMetrics row) => "    { " + string.Join(", ", new (string Key, double Value)[]
    {
        ("area_mm2", row.AreaMm2), ("read_latency_ns", row.ReadLatencyNs), ("write_latency_ns", row.WriteLatencyNs),
        ("read_energy_pj", row.ReadEnergyPj), ("write_energy_pj", row.WriteEnergyPj), ("leakage_mw", row.LeakageMw),
    }.Select(field => string.Create(CultureInfo.InvariantCulture, $"\"{field.Key}\": {field.Value:G9}"))
        .Prepend(string.Create(CultureInfo.InvariantCulture, $"\"capacity\": {row.CapacityBytes}"))) + " }";
}
