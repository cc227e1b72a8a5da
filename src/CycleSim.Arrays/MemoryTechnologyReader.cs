using System.Collections.Immutable;
using CycleSim.Configuration;

namespace CycleSim.Arrays;

/// <summary>Reads and checks the JSON of a memory technology.</summary>
internal static class MemoryTechnologyReader
{
    private const int MostRows = 10_000;

    // Far beyond any array, and narrow enough that interpolation cannot overflow.
    private const double Least = 1e-9;
    private const double Most = 1e9;

    public static MemoryTechnology Read(ConfigObject root)
    {
        ArgumentNullException.ThrowIfNull(root);
        string name = root.String("name");
        if (string.IsNullOrWhiteSpace(name))
            throw root.Error("name", "is empty");
        string description = root.String("description", "");
        string cell = root.String("cell", "");
        double nodeNm = root.Number("node_nm", 1, 1000);
        MemoryOrganisation organisation = root.Enum<MemoryOrganisation>("organisation");
        int accessBits = root.Int("access_bits", 1, 65_536);
        IReadOnlyList<string> sources = root.Strings("sources", optional: true);
        IReadOnlyList<ConfigObject> rows = root.Objects("table");
        root.RejectUnknownKeys();
        return new(ReadTable(root, rows, accessBits))
        {
            Name = name,
            Description = description,
            Cell = cell,
            NodeNm = nodeNm,
            Organisation = organisation,
            AccessBits = accessBits,
            Sources = [.. sources],
        };
    }

    private static ImmutableArray<MemoryRow> ReadTable(ConfigObject root, IReadOnlyList<ConfigObject> rows, int accessBits)
    {
        if (rows.Count is 0 or > MostRows)
            throw root.Error("table", $"has {rows.Count} rows; allowed: 1 to {MostRows}");

        ImmutableArray<MemoryRow>.Builder table = ImmutableArray.CreateBuilder<MemoryRow>(rows.Count);
        long before = 0;
        foreach (ConfigObject json in rows)
        {
            MemoryRow row = ReadRow(json, accessBits);
            if (row.Figures.CapacityBytes <= before)
                throw json.Error("capacity", $"must be larger than {ByteSize.Format(before)} of the row before");
            before = row.Figures.CapacityBytes;
            table.Add(row);
        }

        return table.MoveToImmutable();
    }

    private static MemoryRow ReadRow(ConfigObject json, int accessBits)
    {
        MemoryFigures figures = new(
            json.Bytes("capacity"),
            json.Number("area_mm2", Least, Most),
            json.Number("read_latency_ns", Least, Most),
            json.Number("write_latency_ns", Least, Most),
            json.Number("read_energy_pj", Least, Most),
            json.Number("write_energy_pj", Least, Most),
            accessBits,
            json.Number("leakage_mw", Least, Most));
        string source = json.String("source", "");
        json.RejectUnknownKeys();
        return new(figures, source);
    }
}
