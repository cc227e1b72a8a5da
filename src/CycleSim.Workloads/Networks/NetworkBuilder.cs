using System.Collections.Immutable;
using CycleSim.Configuration.Keys;
using CycleSim.Configuration.Text;

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

    public void Add(KeyValues keys)
    {
        string name = ReadName(keys);
        if (_layers is [.., { Kind: LayerKind.SoftmaxLoss } loss])
            throw keys.Error(LayerKeys.Name, $"follows \"{loss.Name}\"; softmax_loss must be the last layer");

        LayerType type = keys.Get(LayerKeys.Type);
        if (type == LayerType.Relu)
            FuseRelu(keys, name);
        else
            Append(keys, type == LayerType.Add ? ReadAdd(keys, name) : ReadLayer(keys, name, type));
    }

    public ImmutableArray<Layer> Finish()
    {
        if (_layers is not [.., { Kind: LayerKind.SoftmaxLoss }])
            throw _last.Keys!.Error(LayerKeys.Type, "the last layer must be softmax_loss");

        // The loss ends the network; everything else must reach it.
        NetworkNode? unused = _nodes.Values.FirstOrDefault(node => node.Consumer is null && node != _last && !node.IsImages);
        return unused is null ? [.. _layers] : throw unused.Keys!.Error(LayerKeys.Name, "its output is used by no layer");
    }

    private string ReadName(KeyValues keys)
    {
        string name = keys.Get(LayerKeys.Name);
        if (name.Length is 0 or > LongestName || name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
            throw keys.Error(LayerKeys.Name, $"is no name; allowed: 1 to {LongestName} characters without white space");
        if (name == Images)
            throw keys.Error(LayerKeys.Name, "stands for the network's input");
        return _nodes.TryGetValue(name, out NetworkNode? other)
            ? throw keys.Error(LayerKeys.Name, $"is also the name of {other.Keys!.Json.Path}; names must be unique")
            : name;
    }

    // The layer starts as one that keeps its input's shape and has no window; each kind then sets what is its own.
    private Layer ReadLayer(KeyValues keys, string name, LayerType type)
    {
        NetworkNode source = Source(keys);
        Consume(source, keys, LayerKeys.Input, name);
        FeatureMap input = source.Output;
        Layer layer = new(_layers.Count, name, LayerKind.Add, [source.Index], input, input, 0, 1, 0, Bias: false, Relu: false);
        switch (type)
        {
            case LayerType.Conv:
                return Convolution(keys, layer);
            case LayerType.Fc:
                return FullyConnected(keys, layer);
            case LayerType.MaxPool:
            case LayerType.AvgPool:
                Window window = Window.Read(keys, keys.GetOr(LayerKeys.PoolingStride, keys.Get(LayerKeys.Kernel)), input);
                LayerKind kind = type == LayerType.MaxPool ? LayerKind.MaxPool : LayerKind.AveragePool;
                return Checked(keys, LayerKeys.Kernel, Slide(layer with { Kind = kind }, window, input.Channels));
            case LayerType.BatchNorm:
                return source.IsImages || _layers[source.Index].Kind != LayerKind.Convolution
                    ? throw keys.Error(LayerKeys.Type, $"\"{source.Name}\" is no convolution; batch normalisation must follow one")
                    : layer with { Kind = LayerKind.BatchNorm };
            default:
                string found = $"its input \"{source.Name}\" has the shape {input}";
                return input == new FeatureMap(_classes, 1, 1)
                    ? layer with { Kind = LayerKind.SoftmaxLoss }
                    : throw keys.Error(LayerKeys.Type, $"{found}; needed: one feature per class, {_classes}x1x1");
        }
    }

    private static Layer Convolution(KeyValues keys, Layer layer)
    {
        int channels = keys.Get(LayerKeys.OutChannels);
        bool bias = keys.Get(LayerKeys.ConvolutionBias);
        Window window = Window.Read(keys, keys.Get(LayerKeys.ConvolutionStride), layer.Input);
        return Checked(keys, LayerKeys.OutChannels, Slide(layer with { Kind = LayerKind.Convolution, Bias = bias }, window, channels));
    }

    private static Layer FullyConnected(KeyValues keys, Layer layer)
    {
        int features = keys.Get(LayerKeys.OutFeatures);
        bool bias = keys.Get(LayerKeys.FullyConnectedBias);
        FeatureMap input = layer.Input;
        if (input.Words > NetworkLimits.FlattenedFeatures)
        {
            throw keys.Error(
                LayerKeys.Type, $"its input {input} has {input.Words} words; allowed: at most {NetworkLimits.FlattenedFeatures}");
        }

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

    private static Layer Checked(KeyValues keys, DeclaredKey key, Layer layer)
    {
        if (layer.Output.Words > NetworkLimits.Words)
            throw keys.Error(key, $"gives {layer.Output}, {layer.Output.Words} words an image; allowed: at most {NetworkLimits.Words}");
        long macs = layer.MacsPerImage;
        return macs > NetworkLimits.MacsPerImage
            ? throw keys.Error(key, $"needs {macs} multiply-accumulates an image; allowed: at most {NetworkLimits.MacsPerImage}")
            : layer;
    }

    private Layer ReadAdd(KeyValues keys, string name)
    {
        ImmutableArray<string> names = keys.Get(LayerKeys.Inputs);
        if (names[0] == names[1])
            throw keys.Error(LayerKeys.Inputs, "must be the names of two different layers");

        NetworkNode[] sources = [Find(keys, LayerKeys.Inputs, names[0]), Find(keys, LayerKeys.Inputs, names[1])];
        foreach (NetworkNode source in sources)
            Consume(source, keys, LayerKeys.Inputs, name);
        FeatureMap input = sources[0].Output;
        return input == sources[1].Output
            ? new(_layers.Count, name, LayerKind.Add, [sources[0].Index, sources[1].Index], input, input, 0, 1, 0, Bias: false, Relu: false)
            : throw keys.Error(LayerKeys.Inputs, $"have the shapes {input} and {sources[1].Output}, which must be equal");
    }

    private void FuseRelu(KeyValues keys, string name)
    {
        NetworkNode source = Source(keys);
        if (source.IsImages)
            throw keys.Error(LayerKeys.Type, "ReLU cannot follow the images");
        Layer producer = _layers[source.Index];
        if (producer.Relu)
            throw keys.Error(LayerKeys.Type, $"\"{producer.Name}\" has a ReLU already");
        if (producer.Kind is not (LayerKind.Convolution or LayerKind.FullyConnected or LayerKind.BatchNorm or LayerKind.Add))
            throw keys.Error(LayerKeys.Type, $"ReLU cannot follow \"{producer.Name}\"; allowed after: conv, fc, batch_norm, add");
        if (source.Consumer is not null)
        {
            string conflict = $"\"{source.Consumer}\" uses \"{source.Name}\" too, which ReLU replaces";
            throw keys.Error(LayerKeys.Type, $"{conflict}; let it use \"{name}\" and stand after it");
        }

        source.Consumer = source.Relu = name;
        _layers[source.Index] = producer with { Relu = true };
        _last = _nodes[name] = new(name, keys, source.Index, source.Output);
    }

    private void Append(KeyValues keys, Layer layer)
    {
        _layers.Add(layer);
        _last = _nodes[layer.Name] = new(layer.Name, keys, layer.Index, layer.Output);
    }

    private NetworkNode Source(KeyValues keys) =>
        keys.Has(LayerKeys.Input) ? Find(keys, LayerKeys.Input, keys.Get(LayerKeys.Input)) : _last;

    private NetworkNode Find(KeyValues keys, DeclaredKey key, string name)
    {
        if (_nodes.TryGetValue(name, out NetworkNode? node))
            return node;
        string hint = Suggestion.Closest(name, _nodes.Keys) is { } near ? $"; did you mean \"{near}\"?" : "";
        throw keys.Error(key, $"no layer before this one has the name \"{name}\"{hint}");
    }

    private static void Consume(NetworkNode node, KeyValues keys, DeclaredKey key, string consumer)
    {
        if (node.Relu is not null)
            throw keys.Error(key, $"\"{node.Name}\" is replaced by its ReLU; use \"{node.Relu}\"");
        node.Consumer ??= consumer;
    }
}
