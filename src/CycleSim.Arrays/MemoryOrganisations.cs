using System.Collections.Immutable;
using CycleSim.Configuration.Keys;

namespace CycleSim.Arrays;

/// <summary>What files and options can say of the arrays of a memory.</summary>
public static class MemoryOrganisations
{
    /// <summary>All of them with their meanings.</summary>
    public static ImmutableArray<EnumValue<MemoryOrganisation>> All { get; } =
    [
        new(MemoryOrganisation.Cache, "a data and a tag array; all metrics include both"),
        new(MemoryOrganisation.Ram, "a data array only"),
    ];
}
