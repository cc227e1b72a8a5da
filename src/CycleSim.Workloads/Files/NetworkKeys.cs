using System.Collections.Immutable;
using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.Files;

/// <summary>The keys of a network's file, models/networks/*.json.</summary>
public static class NetworkKeys
{
    /// <summary>All keys of the file.</summary>
    public static readonly KeySet All = new("network", "A neural network: the shape of its images and its layers in order.");

    internal static readonly Key<string> Name = All.String("name", "Name in tables and reports.", canBeEmpty: false);

    internal static readonly Key<string> Description = All.String("description", "What the network is.", "");

    internal static readonly Key<string> Source = All.String("source", "Where it comes from.", "");

    internal static readonly Key<KeyValues> Input = All.Object("input", "Shape of one image.", InputKeys.All);

    internal static readonly Key<int> Classes = All.Int("classes", "Classes among which the network decides.", 2, NetworkLimits.Channels);

    internal static readonly Key<ImmutableArray<KeyValues>> Layers = All.Objects(
        "layers", "The layers in order; the last one is softmax_loss.", LayerKinds.Keys, 1, NetworkLimits.Layers);
}
