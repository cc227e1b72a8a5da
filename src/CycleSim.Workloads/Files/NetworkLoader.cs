using CycleSim.Configuration.Json;
using CycleSim.Configuration.Keys;
using CycleSim.Configuration.Models;
using CycleSim.Platform;
using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.Files;

/// <summary>
/// Reads networks from JSON. Each layer has a "name" and a "type" and takes the layer before it, or the one that "input" names; see
/// <see cref="NetworkKeys"/>. Windows that do not fit completely are left out, as in PyTorch.
/// </summary>
public static class NetworkLoader
{
    /// <summary>Loads a network.</summary>
    /// <param name="nameOrPath">The name of a shipped network, e.g. "vgg16-cifar10", or the path of a JSON file.</param>
    /// <returns>The network with all shapes inferred.</returns>
    /// <exception cref="InputException">No such network, or it is not valid; the message names file, line, column and key.</exception>
    public static Network Load(string nameOrPath) => Read(ModelStore.Open(ModelKind.Networks, nameOrPath));

    /// <summary>Reads a network from its JSON tree.</summary>
    /// <param name="root">The root of the file.</param>
    /// <returns>The network with all shapes inferred.</returns>
    /// <exception cref="InputException">The network is not valid; the message names file, line, column and key.</exception>
    public static Network Read(ConfigObject root)
    {
        ArgumentNullException.ThrowIfNull(root);
        KeyValues keys = NetworkKeys.All.Read(root);
        FeatureMap input = ReadInput(keys.Get(NetworkKeys.Input));
        int classes = keys.Get(NetworkKeys.Classes);
        NetworkBuilder builder = new(input, classes);
        foreach (KeyValues layer in keys.Get(NetworkKeys.Layers))
            builder.Add(layer);
        string[] texts = [keys.Get(NetworkKeys.Description), keys.Get(NetworkKeys.Source)];
        string about = string.Join("; ", texts.Where(text => text.Length > 0));
        return new(keys.Get(NetworkKeys.Name), about, input, classes, builder.Finish());
    }

    private static FeatureMap ReadInput(KeyValues keys)
    {
        if (keys.Has(InputKeys.Tokens))
        {
            foreach (Key<int> key in new[] { InputKeys.Channels, InputKeys.Height, InputKeys.Width })
                if (keys.Has(key))
                    throw keys.Error(key, "is of an image; the input is tokens");
            return new(1, keys.Get(InputKeys.Tokens), 1) { IsTokens = true };
        }

        FeatureMap input = new(Required(keys, InputKeys.Channels), Required(keys, InputKeys.Height), Required(keys, InputKeys.Width));
        return input.Words <= NetworkLimits.Words
            ? input
            : throw keys.Error(
                InputKeys.Channels, $"gives {input}, {input.Words} words an image; allowed: at most {NetworkLimits.Words}");
    }

    private static int Required(KeyValues keys, Key<int> key) => keys.Has(key)
        ? keys.Get(key)
        : throw keys.Json.Error($"key \"{key.Name}\" is missing; an image has channels, height and width, a sequence has tokens");
}
