using System.Collections.Immutable;
using CycleSim.Arrays.Coding;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Keys;
using CycleSim.Configuration.Models;
using CycleSim.Configuration.Text;
using CycleSim.Platform;

namespace CycleSim.Arrays.Models;

/// <summary>Reads memory technologies from models/memories/*.json and from files of the user.</summary>
public static class MemoryTechnologyLoader
{
    private const int MaxNesting = 4;

    /// <summary>Loads a technology.</summary>
    /// <param name="nameOrPath">The name of a shipped technology, e.g. "stt-mram", or the path of a JSON file.</param>
    /// <returns>The technology.</returns>
    /// <exception cref="InputException">No such technology, or it is not valid; the message names file, line, column and key.</exception>
    public static MemoryTechnology Load(string nameOrPath) => Read(
        ModelStore.Open(ModelKind.Memories, nameOrPath), checksAgreement: !ModelStore.IsShipped(ModelKind.Memories, nameOrPath));

    /// <summary>Reads a technology from its JSON tree.</summary>
    /// <param name="root">The root of the file.</param>
    /// <returns>The technology.</returns>
    /// <exception cref="InputException">The technology is not valid; the message names file, line, column and key.</exception>
    public static MemoryTechnology Read(ConfigObject root) => Read(root, checksAgreement: true);

    /// <summary>Reads a technology.</summary>
    /// <param name="root">The root of the file.</param>
    /// <param name="checksAgreement">Whether to compare a table with a circuit beside it; shipped files are compared by tests.</param>
    /// <param name="depth">How many heterogeneous memories it is a part of.</param>
    /// <exception cref="InputException">The technology is not valid.</exception>
    internal static MemoryTechnology Read(ConfigObject root, bool checksAgreement, int depth = 0)
    {
        ArgumentNullException.ThrowIfNull(root);
        KeyValues keys = MemoryKeys.All.Read(root);
        string name = keys.Get(MemoryKeys.Name);
        double nodeNm = keys.Get(MemoryKeys.Node);
        MemoryOrganisation organisation = keys.Get(MemoryKeys.Organisation);
        int accessBits = keys.Get(MemoryKeys.AccessBits);
        MemoryModelKind kind = keys.GetOr(MemoryKeys.Model, OnlyModel(keys));
        CheckGiven(keys, kind);
        CircuitSpec? circuit = keys.Has(MemoryKeys.Circuit) ? CircuitSpecReader.Read(keys, nodeNm, organisation, accessBits) : null;
        TableModel? table = keys.Has(MemoryKeys.Table) ? new TableModel(name, accessBits, ReadTable(keys, accessBits)) : null;
        HeterogeneousModel? parts = keys.Has(MemoryKeys.Parts) ? ReadParts(keys, accessBits, depth) : null;
        if (parts is not null && (table is not null || circuit is not null))
        {
            throw keys.Error(
                MemoryKeys.Parts,
                $"stands beside \"{(table is null ? "circuit" : "table")}\"; a memory is made of parts or described itself, not both");
        }

        CircuitModel? designed = circuit is null ? null : Circuit(keys, circuit);
        if (checksAgreement && table is not null && designed is not null)
            MemoryModelAgreement.Check(root, table, designed);
        return new()
        {
            Name = name,
            Description = keys.Get(MemoryKeys.Description),
            Cell = keys.Get(MemoryKeys.Cell),
            NodeNm = nodeNm,
            Organisation = organisation,
            AccessBits = accessBits,
            Sources = keys.List(MemoryKeys.Sources),
            Circuit = circuit,
            Model = Coded(keys, accessBits, nodeNm, kind switch
            {
                MemoryModelKind.Table => table!,
                MemoryModelKind.Circuit => designed!,
                _ => parts!,
            }),
        };
    }

    private static IMemoryModel Coded(KeyValues keys, int accessBits, double nodeNm, IMemoryModel model)
    {
        if (keys.Find(MemoryKeys.Code) is not { } code)
            return model;
        MemoryCode read = MemoryCode.Read(code);
        try
        {
            return CodedModel.Of(model, read, accessBits, nodeNm);
        }
        catch (InputException problem)
        {
            throw keys.Error(MemoryKeys.Code, problem.Message);
        }
    }

    /// <summary>The model of a file that names none: the table, or the only block that is there.</summary>
    private static MemoryModelKind OnlyModel(KeyValues keys) => keys switch
    {
        _ when keys.Has(MemoryKeys.Table) => MemoryModelKind.Table,
        _ when keys.Has(MemoryKeys.Circuit) => MemoryModelKind.Circuit,
        _ when keys.Has(MemoryKeys.Parts) => MemoryModelKind.Heterogeneous,
        _ => MemoryModelKind.Table,
    };

    /// <summary>The description that the model needs must be there.</summary>
    private static void CheckGiven(KeyValues keys, MemoryModelKind kind)
    {
        DeclaredKey needed = kind switch
        {
            MemoryModelKind.Table => MemoryKeys.Table,
            MemoryModelKind.Circuit => MemoryKeys.Circuit,
            _ => MemoryKeys.Parts,
        };
        if (!keys.Has(needed))
            throw keys.Error($"key \"{needed.Name}\" is missing");
    }

    private static CircuitModel Circuit(KeyValues keys, CircuitSpec spec)
    {
        try
        {
            return new CircuitModel(spec);
        }
        catch (InputException problem)
        {
            throw keys.Error(MemoryKeys.Circuit, problem.Message);
        }
    }

    private static HeterogeneousModel ReadParts(KeyValues keys, int accessBits, int depth)
    {
        if (depth >= MaxNesting)
            throw keys.Error(MemoryKeys.Parts, $"is nested more than {MaxNesting} deep; does a memory hold itself?");
        ImmutableArray<WordPart>.Builder parts = ImmutableArray.CreateBuilder<WordPart>();
        foreach (KeyValues part in keys.Get(MemoryKeys.Parts))
        {
            int bits = part.Within(WordPartKeys.Bits, 1, accessBits);
            string memory = part.Get(WordPartKeys.Memory);
            bool isShipped = ModelStore.IsShipped(ModelKind.Memories, memory);
            parts.Add(new(bits, Read(ModelStore.Open(ModelKind.Memories, memory), !isShipped, depth + 1)));
        }

        try
        {
            return new HeterogeneousModel(parts.ToImmutable(), accessBits);
        }
        catch (InputException problem)
        {
            throw keys.Error(MemoryKeys.Parts, problem.Message);
        }
    }

    private static ImmutableArray<MemoryRow> ReadTable(KeyValues keys, int accessBits)
    {
        ImmutableArray<KeyValues> rows = keys.Get(MemoryKeys.Table);
        ImmutableArray<MemoryRow>.Builder table = ImmutableArray.CreateBuilder<MemoryRow>(rows.Length);
        long before = 0;
        foreach (KeyValues row in rows)
        {
            if (row.Get(MemoryRowKeys.Capacity) <= before)
                throw row.Error(MemoryRowKeys.Capacity, $"must be larger than {ByteSize.Format(before)} of the row before");
            before = row.Get(MemoryRowKeys.Capacity);
            table.Add(ReadRow(row, accessBits));
        }

        return table.MoveToImmutable();
    }

    private static MemoryRow ReadRow(KeyValues keys, int accessBits)
    {
        MemoryMetrics metrics = new(
            keys.Get(MemoryRowKeys.Capacity),
            keys.Get(MemoryRowKeys.Area),
            keys.Get(MemoryRowKeys.ReadLatency),
            keys.Get(MemoryRowKeys.WriteLatency),
            keys.Get(MemoryRowKeys.ReadEnergy),
            keys.Get(MemoryRowKeys.WriteEnergy),
            accessBits,
            keys.Get(MemoryRowKeys.Leakage));
        return new(metrics, keys.Get(MemoryRowKeys.Source));
    }
}
