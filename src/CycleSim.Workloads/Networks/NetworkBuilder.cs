using System.Collections.Immutable;
using CycleSim.Configuration;

namespace CycleSim.Workloads.Networks;

/// <summary>Puts the layers of a network file together, in their order: resolves names, infers shapes, fuses ReLUs.</summary>
internal sealed class NetworkBuilder
{
    private const string Images = "images";
    private const int LongestName = 128;

    private readonly int _classes;
    private readonly List<Layer> _layers = [];
    private readonly Dictionary<string, NetworkNode> _nodes = new(StringComparer.Ordinal);
    private NetworkNode _last;

    public NetworkBuilder(FeatureMap input, int classes)
    {
        _classes = classes;
        _last = _nodes[Images] = new(Images, null, Network.InputIndex, input);
    }

    public void Add(ConfigObject json)
    {
        string name = ReadName(json);
        if (_layers is [.., { Kind: LayerKind.SoftmaxLoss } loss])
            throw json.Error("name", $"follows \"{loss.Name}\"; softmax_loss must be the last layer");

        LayerType type = json.Enum<LayerType>("type");
        if (type == LayerType.Relu)
            FuseRelu(json, name);
        else
            Append(json, type == LayerType.Add ? ReadAdd(json, name) : ReadLayer(json, name, type));
        json.RejectUnknownKeys();
    }

    public ImmutableArray<Layer> Finish()
    {
        if (_layers is not [.., { Kind: LayerKind.SoftmaxLoss }])
            throw _last.Json!.Error("type", "the last layer must be softmax_loss");

        // The loss ends the network; everything else must reach it.
        NetworkNode? unused = _nodes.Values.FirstOrDefault(node => node.Consumer is null && node != _last && !node.IsImages);
        return unused is null ? [.. _layers] : throw unused.Json!.Error("name", "its output is used by no layer");
    }

    private string ReadName(ConfigObject json)
    {
        string name = json.String("name");
        if (name.Length is 0 or > LongestName || name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
            throw json.Error("name", $"is no name; allowed: 1 to {LongestName} characters without white space");
        if (name == Images)
            throw json.Error("name", "stands for the network's input");
        return _nodes.TryGetValue(name, out NetworkNode? other)
            ? throw json.Error("name", $"is also the name of {other.Json!.Path}; names must be unique")
            : name;
    }

    // The layer starts as one that keeps its input's shape and has no window; each kind then sets what is its own.
    private Layer ReadLayer(ConfigObject json, string name, LayerType type)
    {
        NetworkNode source = Source(json);
        Consume(source, json, "input", name);
        FeatureMap input = source.Output;
        Layer layer = new(_layers.Count, name, LayerKind.Add, [source.Index], input, input, 0, 1, 0, Bias: false, Relu: false);
        switch (type)
        {
            case LayerType.Conv:
                return Convolution(json, layer);
            case LayerType.Fc:
                return FullyConnected(json, layer);
            case LayerType.MaxPool:
            case LayerType.AvgPool:
                Window window = Window.Read(json, input, defaultsToKernel: true);
                LayerKind kind = type == LayerType.MaxPool ? LayerKind.MaxPool : LayerKind.AveragePool;
                return Checked(json, "kernel", Slide(layer with { Kind = kind }, window, input.Channels));
            case LayerType.BatchNorm:
                return source.IsImages || _layers[source.Index].Kind != LayerKind.Convolution
                    ? throw json.Error("type", $"\"{source.Name}\" is no convolution; batch normalisation must follow one")
                    : layer with { Kind = LayerKind.BatchNorm };
            default:
                string found = $"its input \"{source.Name}\" has the shape {input}";
                return input == new FeatureMap(_classes, 1, 1)
                    ? layer with { Kind = LayerKind.SoftmaxLoss }
                    : throw json.Error("type", $"{found}; needed: one feature per class, {_classes}x1x1");
        }
    }

    private static Layer Convolution(ConfigObject json, Layer layer)
    {
        int channels = json.Int("out_channels", 1, NetworkLimits.Channels);
        bool bias = json.Bool("bias", true);
        Window window = Window.Read(json, layer.Input, defaultsToKernel: false);
        return Checked(json, "out_channels", Slide(layer with { Kind = LayerKind.Convolution, Bias = bias }, window, channels));
    }

    private static Layer FullyConnected(ConfigObject json, Layer layer)
    {
        int features = json.Int("out_features", 1, NetworkLimits.Channels);
        bool bias = json.Bool("bias", true);
        FeatureMap input = layer.Input;
        if (input.Words > NetworkLimits.FlattenedFeatures)
            throw json.Error("type", $"its input {input} has {input.Words} words; allowed: at most {NetworkLimits.FlattenedFeatures}");
        return layer with
        {
            Kind = LayerKind.FullyConnected,
            Input = new((int)input.Words, 1, 1),
            Output = new(features, 1, 1),
            Kernel = 1,
            Bias = bias,
        };
    }

    private static Layer Slide(Layer layer, Window window, int channels) => layer with
    {
        Output = window.Over(layer.Input, channels),
        Kernel = window.Kernel,
        Stride = window.Stride,
        Padding = window.Padding,
    };

    private static Layer Checked(ConfigObject json, string key, Layer layer)
    {
        if (layer.Output.Words > NetworkLimits.Words)
            throw json.Error(key, $"gives {layer.Output}, {layer.Output.Words} words an image; allowed: at most {NetworkLimits.Words}");
        long macs = layer.MacsPerImage;
        return macs > NetworkLimits.MacsPerImage
            ? throw json.Error(key, $"needs {macs} multiply-accumulates an image; allowed: at most {NetworkLimits.MacsPerImage}")
            : layer;
    }

    private Layer ReadAdd(ConfigObject json, string name)
    {
        IReadOnlyList<string> names = json.Strings("inputs");
        if (names.Count != 2 || names[0] == names[1])
            throw json.Error("inputs", "must be the names of two different layers");

        NetworkNode[] sources = [Find(json, "inputs", names[0]), Find(json, "inputs", names[1])];
        foreach (NetworkNode source in sources)
            Consume(source, json, "inputs", name);
        FeatureMap input = sources[0].Output;
        return input == sources[1].Output
            ? new(_layers.Count, name, LayerKind.Add, [sources[0].Index, sources[1].Index], input, input, 0, 1, 0, Bias: false, Relu: false)
            : throw json.Error("inputs", $"have the shapes {input} and {sources[1].Output}, which must be equal");
    }

    private void FuseRelu(ConfigObject json, string name)
    {
        NetworkNode source = Source(json);
        if (source.IsImages)
            throw json.Error("type", "ReLU cannot follow the images");
        Layer producer = _layers[source.Index];
        if (producer.Relu)
            throw json.Error("type", $"\"{producer.Name}\" has a ReLU already");
        if (producer.Kind is not (LayerKind.Convolution or LayerKind.FullyConnected or LayerKind.BatchNorm or LayerKind.Add))
            throw json.Error("type", $"ReLU cannot follow \"{producer.Name}\"; allowed after: conv, fc, batch_norm, add");
        if (source.Consumer is not null)
        {
            string conflict = $"\"{source.Consumer}\" uses \"{source.Name}\" too, which ReLU replaces";
            throw json.Error("type", $"{conflict}; let it use \"{name}\" and stand after it");
        }

        source.Consumer = source.Relu = name;
        _layers[source.Index] = producer with { Relu = true };
        _last = _nodes[name] = new(name, json, source.Index, source.Output);
    }

    private void Append(ConfigObject json, Layer layer)
    {
        _layers.Add(layer);
        _last = _nodes[layer.Name] = new(layer.Name, json, layer.Index, layer.Output);
    }

    private NetworkNode Source(ConfigObject json) => json.Has("input") ? Find(json, "input", json.String("input")) : _last;

    private NetworkNode Find(ConfigObject json, string key, string name)
    {
        if (_nodes.TryGetValue(name, out NetworkNode? node))
            return node;
        string hint = Suggestion.Closest(name, _nodes.Keys) is { } near ? $"; did you mean \"{near}\"?" : "";
        throw json.Error(key, $"no layer before this one has the name \"{name}\"{hint}");
    }

    private static void Consume(NetworkNode node, ConfigObject json, string key, string consumer)
    {
        if (node.Relu is not null)
            throw json.Error(key, $"\"{node.Name}\" is replaced by its ReLU; use \"{node.Relu}\"");
        node.Consumer ??= consumer;
    }
}
