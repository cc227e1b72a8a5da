using CycleSim.Configuration.Keys;
using CycleSim.Configuration.Text;

namespace CycleSim.Workloads.Networks;

/// <summary>The layers of a network file that are read so far, and what the layers behind may refer to.</summary>
internal sealed class NetworkGraph
{
    /// <summary>The name of the network's input.</summary>
    public const string Images = "images";

    private readonly List<Layer> _layers = [];
    private readonly Dictionary<string, NetworkNode> _nodes = new(StringComparer.Ordinal);

    public NetworkGraph(FeatureMap input) => Last = _nodes[Images] = new(Images, null, Network.InputIndex, input);

    public IReadOnlyList<Layer> Layers => _layers;

    /// <summary>What a layer takes that names no input.</summary>
    public NetworkNode Last { get; private set; }

    /// <summary>All names that are given, in order.</summary>
    public IReadOnlyCollection<NetworkNode> Nodes => _nodes.Values;

    public NetworkNode? TryGet(string name) => _nodes.GetValueOrDefault(name);

    public NetworkNode Find(KeyValues keys, DeclaredKey key, string name)
    {
        if (_nodes.TryGetValue(name, out NetworkNode? node))
            return node;
        string hint = Suggestion.Closest(name, _nodes.Keys) is { } near ? $"; did you mean \"{near}\"?" : "";
        throw keys.Error(key, $"no layer before this one has the name \"{name}\"{hint}");
    }

    /// <summary>The layer that the key "input" names, or the one before.</summary>
    public NetworkNode Source(KeyValues keys) =>
        keys.Has(LayerKeys.Input) ? Find(keys, LayerKeys.Input, keys.Get(LayerKeys.Input)) : Last;

    /// <summary>Notes that a layer takes an output.</summary>
    public static void Consume(NetworkNode node, KeyValues keys, DeclaredKey key, string consumer)
    {
        if (node.Relu is not null)
            throw keys.Error(key, $"\"{node.Name}\" is replaced by its ReLU; use \"{node.Relu}\"");
        node.Consumer ??= consumer;
    }

    public void Append(KeyValues keys, Layer layer)
    {
        _layers.Add(layer);
        Last = _nodes[layer.Name] = new(layer.Name, keys, layer.Index, layer.Output);
    }

    /// <summary>Puts a ReLU into the layer that computes its input.</summary>
    public void Fuse(KeyValues keys, NetworkNode source, string name)
    {
        source.Consumer = source.Relu = name;
        _layers[source.Index] = _layers[source.Index] with { Relu = true };
        Last = _nodes[name] = new(name, keys, source.Index, source.Output);
    }
}
