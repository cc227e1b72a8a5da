using System.Collections.Immutable;
using CycleSim.Configuration.Keys;

namespace CycleSim.Arrays.Technology;

/// <summary>The keys of a technology's file, models/technologies/*.json.</summary>
public static class TechnologyKeys
{
    /// <summary>All keys of the file.</summary>
    public static readonly KeySet All = new("technology", "Transistors, wires and sense amplifiers of process nodes.");

    internal static readonly Key<string> Name = All.String("name", "Name of the technology.");

    internal static readonly Key<string> Description = All.String("description", "What it is.", "");

    internal static readonly Key<ImmutableArray<string>> Sources = All.Strings("sources", "Where the values come from.");

    internal static readonly Key<ImmutableArray<double>> Temperatures = All.Numbers(
        "temperatures_k", "Temperatures of the tabulated currents, increasing.", 200, 500, "K", 2);

    internal static readonly Key<ImmutableArray<KeyValues>> Transistors = All.Objects(
        "transistors", "Transistors of each node and kind.", TransistorKeys.All);

    internal static readonly Key<ImmutableArray<KeyValues>> Wires = All.Objects("wires", "Wires of each node and layer.", WireKeys.All);

    internal static readonly Key<ImmutableArray<KeyValues>> CurrentSense = All.Objects(
        "current_sense", "Current sense amplifiers of each node.", CurrentSenseKeys.All);
}
