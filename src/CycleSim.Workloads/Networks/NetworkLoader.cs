using CycleSim.Configuration;

namespace CycleSim.Workloads.Networks;

/// <summary>
/// Reads networks from JSON. Each layer has a "name" and a "type" and takes the layer before it, or the one that "input" names
/// ("images" is the network's input):
/// <list type="bullet">
/// <item>conv: out_channels, kernel, stride (1), padding (0), bias (true)</item>
/// <item>fc: out_features, bias (true); flattens its input</item>
/// <item>max_pool, avg_pool: kernel, stride (kernel), padding (0)</item>
/// <item>batch_norm: after a convolution</item>
/// <item>relu: after conv, fc, batch_norm or add, into which it is fused; nothing else may use that layer's output</item>
/// <item>add: inputs, the names of two layers of equal shape</item>
/// <item>softmax_loss: the last layer, on as many features as there are classes</item>
/// </list>
/// Windows that do not fit completely are left out, as in PyTorch.
/// </summary>
public static class NetworkLoader
{
    /// <summary>Loads a network.</summary>
    /// <param name="nameOrPath">The name of a shipped network, e.g. "vgg16-cifar10", or the path of a JSON file.</param>
    /// <returns>The network with all shapes inferred.</returns>
    /// <exception cref="InputException">No such network, or it is not valid; the message names file, line, column and key.</exception>
    public static Network Load(string nameOrPath) => Parse(ModelStore.Open(ModelKind.Networks, nameOrPath));

    /// <summary>Reads a network from its JSON tree.</summary>
    /// <param name="root">The root of the file.</param>
    /// <returns>The network with all shapes inferred.</returns>
    /// <exception cref="InputException">The network is not valid; the message names file, line, column and key.</exception>
    public static Network Parse(ConfigObject root)
    {
        ArgumentNullException.ThrowIfNull(root);
        string name = root.String("name");
        if (string.IsNullOrWhiteSpace(name))
            throw root.Error("name", "is empty");
        string description = root.String("description", "");
        string source = root.String("source", "");
        FeatureMap input = ReadInput(root.Object("input"));
        int classes = root.Int("classes", 2, NetworkLimits.Channels);
        IReadOnlyList<ConfigObject> layers = root.Objects("layers");
        root.RejectUnknownKeys();
        if (layers.Count is 0 or > NetworkLimits.Layers)
            throw root.Error("layers", $"has {layers.Count} layers; allowed: 1 to {NetworkLimits.Layers}");

        NetworkBuilder builder = new(input, classes);
        foreach (ConfigObject layer in layers)
            builder.Add(layer);
        string[] about = [.. new[] { description, source }.Where(text => text.Length > 0)];
        return new(name, string.Join("; ", about), input, classes, builder.Finish());
    }

    private static FeatureMap ReadInput(ConfigObject json)
    {
        FeatureMap input = new(
            json.Int("channels", 1, NetworkLimits.Channels),
            json.Int("height", 1, NetworkLimits.Edge),
            json.Int("width", 1, NetworkLimits.Edge));
        json.RejectUnknownKeys();
        return input.Words <= NetworkLimits.Words
            ? input
            : throw json.Error("channels", $"gives {input}, {input.Words} words an image; allowed: at most {NetworkLimits.Words}");
    }
}
