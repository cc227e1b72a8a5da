using CycleSim.Configuration.Keys;

namespace CycleSim.Workloads.Networks;

/// <summary>Something in a network file that has a name and an output: the images, a layer, or a ReLU.</summary>
/// <param name="name">Its unique name.</param>
/// <param name="keys">The values of its keys; null for the images.</param>
/// <param name="index">The layer that computes it: for a ReLU its producer, for the images <see cref="Network.InputIndex"/>.</param>
/// <param name="output">Shape of the output.</param>
internal sealed class NetworkNode(string name, KeyValues? keys, int index, FeatureMap output)
{
    public string Name { get; } = name;

    public KeyValues? Keys { get; } = keys;

    public int Index { get; } = index;

    public FeatureMap Output { get; } = output;

    /// <summary>The first layer that takes the output, or null.</summary>
    public string? Consumer { get; set; }

    /// <summary>The ReLU that replaces the output, or null.</summary>
    public string? Relu { get; set; }

    public bool IsImages => Keys is null;
}
