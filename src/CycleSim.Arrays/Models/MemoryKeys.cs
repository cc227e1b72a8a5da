using System.Collections.Immutable;
using CycleSim.Arrays.Coding;
using CycleSim.Configuration.Keys;

namespace CycleSim.Arrays.Models;

/// <summary>The keys of a memory technology's file, models/memories/*.json.</summary>
public static class MemoryKeys
{
    internal const int MaxRows = 10_000;

    /// <summary>All keys of the file.</summary>
    public static readonly KeySet All = new(
        "memory", "An on-chip memory technology: a table of arrays, circuits to design them from, or parts.");

    internal static readonly Key<string> Name = All.String("name", "Name in tables and reports.", canBeEmpty: false);

    internal static readonly Key<string> Description = All.String("description", "What the memory is.", "");

    internal static readonly Key<string> Cell = All.String("cell", "Its cell, in words.", "");

    internal static readonly Key<double> Node = All.Number(
        "node_nm", $"Process node; of a circuit {CircuitSpec.NodesNm.Min} to {CircuitSpec.NodesNm.Max} nm.", 1, 1000, "nm");

    internal static readonly Key<MemoryOrganisation> Organisation = All.Enum(
        "organisation", "What an array consists of.", MemoryOrganisations.All);

    internal static readonly Key<int> AccessBits = All.Int(
        "access_bits",
        $"Bits of an access; of a circuit a power of two from {CircuitSpec.MinAccessBits} to {CircuitSpec.MaxAccessBits}.", 1, 65_536,
        "bits");

    internal static readonly Key<ImmutableArray<string>> Sources = All.Strings(
        "sources", "Where the values come from.", whenMissing: "none");

    internal static readonly Key<MemoryModelKind> Model = All.Enum<MemoryModelKind>(
        "model",
        "Which description gives latency, energy, area and leakage.",
        [
            new(MemoryModelKind.Table, "the rows of \"table\", interpolated"),
            new(MemoryModelKind.Circuit, "arrays designed from \"circuit\""),
            new(MemoryModelKind.Heterogeneous, "the other memories that \"parts\" names"),
        ],
        whenMissing: "the one that is there; the table, if there are two");

    internal static readonly Key<KeyValues> Circuit = All.Object(
        "circuit", "Cells, transistors and wires from which arrays of any capacity are designed.", CircuitKeys.All, "no such model");

    internal static readonly Key<KeyValues> Code = All.Object(
        "code", "An error correcting code, for which the array is widened; not beside parts.", MemoryCodeKeys.All, "none");

    internal static readonly Key<ImmutableArray<KeyValues>> Table = All.Objects(
        "table", "Arrays by increasing capacity.", MemoryRowKeys.All, 1, MaxRows, "no such model");

    internal static readonly Key<ImmutableArray<KeyValues>> Parts = All.Objects(
        "parts", "Memories of which each holds some bits of a word; not beside table or circuit.", WordPartKeys.All,
        whenMissing: "no such model");
}
