using System.Collections.Immutable;
using CycleSim.Arrays.Models;
using CycleSim.Configuration;

namespace CycleSim.Arrays;

/// <summary>Reads and checks the JSON of a memory technology.</summary>
internal static class MemoryTechnologyReader
{
    private const int MostRows = 10_000;
    private const int MostNesting = 4;

    // Far beyond any array, and narrow enough that interpolation cannot overflow.
    private const double Least = 1e-9;
    private const double Most = 1e9;

    /// <summary>Reads a technology.</summary>
    /// <param name="root">The root of the file.</param>
    /// <param name="checksAgreement">Whether to compare a table with a circuit beside it; shipped files are compared by tests.</param>
    /// <param name="depth">How many heterogeneous memories it is a part of.</param>
    /// <exception cref="InputException">The technology is not valid.</exception>
    public static MemoryTechnology Read(ConfigObject root, bool checksAgreement, int depth = 0)
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
        MemoryModelKind kind = root.Enum<MemoryModelKind>("model", OnlyModel(root));
        CircuitSpec? circuit = root.Has("circuit") || kind == MemoryModelKind.Circuit
            ? CircuitSpecReader.Read(root, nodeNm, organisation, accessBits)
            : null;
        TableModel? table = root.Has("table") || kind == MemoryModelKind.Table
            ? new TableModel(name, accessBits, ReadTable(root, root.Objects("table"), accessBits))
            : null;
        HeterogeneousModel? parts = root.Has("parts") || kind == MemoryModelKind.Heterogeneous
            ? ReadParts(root, accessBits, depth)
            : null;
        root.RejectUnknownKeys();
        if (parts is not null && (table is not null || circuit is not null))
            throw root.Error("parts", $"stands beside \"{(table is null ? "circuit" : "table")}\"; a memory is made of parts or described itself, not both");
        CircuitModel? designed = circuit is null ? null : Circuit(root, circuit);
        if (checksAgreement && table is not null && designed is not null)
            MemoryModelAgreement.Check(root, table, designed);
        return new()
        {
            Name = name,
            Description = description,
            Cell = cell,
            NodeNm = nodeNm,
            Organisation = organisation,
            AccessBits = accessBits,
            Sources = [.. sources],
            Circuit = circuit,
            Model = kind switch
            {
                MemoryModelKind.Table => table!,
                MemoryModelKind.Circuit => designed!,
                _ => parts!,
            },
        };
    }

    /// <summary>The model of a file that names none: the table, or the only block that is there.</summary>
    private static MemoryModelKind OnlyModel(ConfigObject root) => root switch
    {
        _ when root.Has("table") => MemoryModelKind.Table,
        _ when root.Has("circuit") => MemoryModelKind.Circuit,
        _ when root.Has("parts") => MemoryModelKind.Heterogeneous,
        _ => MemoryModelKind.Table,
    };

    private static CircuitModel Circuit(ConfigObject root, CircuitSpec spec)
    {
        try
        {
            return new CircuitModel(spec);
        }
        catch (InputException problem)
        {
            throw root.Error("circuit", problem.Message);
        }
    }

    private static HeterogeneousModel ReadParts(ConfigObject root, int accessBits, int depth)
    {
        if (depth >= MostNesting)
            throw root.Error("parts", $"is nested more than {MostNesting} deep; does a memory hold itself?");
        ImmutableArray<WordPart>.Builder parts = ImmutableArray.CreateBuilder<WordPart>();
        foreach (ConfigObject json in root.Objects("parts"))
        {
            int bits = json.Int("bits", 1, accessBits);
            string memory = json.String("memory");
            json.RejectUnknownKeys();
            parts.Add(new(bits, Read(ModelStore.Open(ModelKind.Memories, memory), !ModelStore.IsShipped(ModelKind.Memories, memory), depth + 1)));
        }

        try
        {
            return new HeterogeneousModel(parts.ToImmutable(), accessBits);
        }
        catch (InputException problem)
        {
            throw root.Error("parts", problem.Message);
        }
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
