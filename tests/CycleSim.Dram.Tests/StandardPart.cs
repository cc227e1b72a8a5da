using CycleSim.Configuration.Models;
using CycleSim.Dram.Parts;

namespace CycleSim.Dram.Tests;

/// <summary>A shipped part of each standard.</summary>
internal static class StandardPart
{
    private static readonly Dictionary<string, DramSpec> Parts = ModelStore.Names(ModelKind.Dram).Select(DramLoader.Load)
        .GroupBy(part => part.Standard.Name).ToDictionary(parts => parts.Key, parts => parts.First());

    /// <summary>The standards.</summary>
    internal static IReadOnlyCollection<string> Names => Parts.Keys;

    /// <summary>The first part of a standard.</summary>
    internal static DramSpec Of(string standard) => Parts[standard];
}
