using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Models;
using CycleSim.Platform;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Networks;

/// <summary>
/// A network of the same family with fewer channels: every convolution and every fully connected layer but the last, which has an output
/// for each class, has the same share of its outputs. So a deep network can be trained to its end where the full one takes too long.
/// </summary>
internal static class NarrowNetwork
{
    private const string Layers = "layers";
    private const string Channels = "out_channels";
    private const string Features = "out_features";

    private const decimal MaxRounding = 1e-9m;

    /// <summary>Layers whose width is theirs, or that of their inputs.</summary>
    private static readonly string[] Types =
    [
        "conv", "fc", "relu", "batch_norm", "max_pool", "avg_pool", "global_avg_pool", "add", "concat", "softmax_loss",
    ];

    /// <summary>Loads a network.</summary>
    /// <param name="nameOrPath">A shipped name, or the path of a JSON file.</param>
    /// <param name="width">The share of the outputs of each layer that is kept, above 0 and at most 1.</param>
    /// <exception cref="InputException">
    /// There is no such network, it has other layers, or a share of its outputs is no whole number.
    /// </exception>
    internal static Network Load(string nameOrPath, double width)
    {
        // As it was written: 0.07 of 100 channels are 7, which binary fractions miss.
        decimal share = (decimal)width;
        return share == 1 ? NetworkLoader.Load(nameOrPath) : LoadShare(nameOrPath, share);
    }

    private static Network LoadShare(string nameOrPath, decimal width)
    {
        (string text, string source) = ModelStore.ReadText(ModelKind.Networks, nameOrPath);
        // Says where a mistake stands, which the changed text could not.
        Network whole = NetworkLoader.Read(ConfigDocument.Parse(text, source));
        if (whole.Layers.FirstOrDefault(layer => !Types.Contains(layer.Kind.Type)) is { } other)
            throw new InputException(
                $"--width {Share(width)}: {whole.Name} has layer \"{other.Name}\" of type {other.Kind.Type}; " +
                $"allowed: {string.Join(", ", Types)}");
        JsonObject root = JsonNode.Parse(text, documentOptions: new() { CommentHandling = JsonCommentHandling.Skip })!.AsObject();
        Narrow([.. root[Layers]!.AsArray().Select(layer => layer!.AsObject())], width);
        root["name"] = $"{whole.Name}-width-{Share(width)}";
        return NetworkLoader.Read(ConfigDocument.Parse(root.ToJsonString(), source));
    }

    private static void Narrow(JsonObject[] layers, decimal width)
    {
        JsonObject last = layers.Last(layer => layer.ContainsKey(Features) || layer.ContainsKey(Channels));
        foreach (JsonObject layer in layers.Where(layer => layer != last))
            foreach (string key in new[] { Channels, Features })
                if (layer[key] is { } outputs)
                    layer[key] = Narrow(layer, key, outputs.GetValue<int>(), width);
    }

    private static int Narrow(JsonObject layer, string key, int outputs, decimal width)
    {
        // A third, written with as many digits as it takes, is meant as one.
        decimal kept = outputs * width;
        decimal whole = decimal.Round(kept);
        return whole >= 1 && Math.Abs(kept - whole) <= outputs * MaxRounding
            ? (int)whole
            : throw new InputException(
                $"--width {Share(width)}: layer \"{layer["name"]}\" has {outputs} {key} and would have {Share(kept)}, no whole number");
    }

    private static string Share(decimal width) => width.ToString("0.############################", CultureInfo.InvariantCulture);
}
