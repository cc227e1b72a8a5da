using System.Collections.Immutable;
using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.Files;

/// <summary>Puts the layers of a network file together, in their order: checks names, lets kinds read their layers, fuses ReLUs.</summary>
internal sealed class NetworkBuilder(FeatureMap input, int classes)
{
    private const int MaxNameLength = 128;

    private readonly NetworkGraph _graph = new(input);

    private Layer? Loss => _graph.Layers is [.., { Kind.IsLoss: true } loss] ? loss : null;

    public void Add(KeyValues keys)
    {
        string name = ReadName(keys);
        if (Loss is { } loss)
            throw keys.Error(LayerKeys.Name, $"follows \"{loss.Name}\"; {loss.Kind.Type} must be the last layer");

        string type = keys.Get(LayerKeys.Type);
        if (type == LayerKinds.ReluType)
            FuseRelu(keys, name);
        else
            Append(keys, name, LayerKinds.Of(type));
    }

    public ImmutableArray<Layer> Finish()
    {
        if (Loss is null)
            throw _graph.Last.Keys!.Error(LayerKeys.Type, $"the last layer must be {LossTypes}");

        // The loss ends the network; everything else must reach it.
        NetworkNode? unused = _graph.Nodes.FirstOrDefault(node => node.Consumer is null && node != _graph.Last && !node.IsImages);
        return unused is null ? [.. _graph.Layers] : throw unused.Keys!.Error(LayerKeys.Name, "its output is used by no layer");
    }

    private string ReadName(KeyValues keys)
    {
        string name = keys.Get(LayerKeys.Name);
        if (name.Length is 0 or > MaxNameLength || name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
            throw keys.Error(LayerKeys.Name, $"is no name; allowed: 1 to {MaxNameLength} characters without white space");
        if (name == NetworkGraph.Images)
            throw keys.Error(LayerKeys.Name, "stands for the network's input");
        return _graph.TryGet(name) is { } other
            ? throw keys.Error(LayerKeys.Name, $"is also the name of {other.Keys!.Json.Path}; names must be unique")
            : name;
    }

    private void Append(KeyValues keys, string name, ILayerKind kind)
    {
        bool isLossOfImages = kind.IsLoss && _graph.Source(keys).IsImages;
        LayerReader reader = new(_graph, keys, name, classes);
        Layer layer = reader.Checked(LayerKeys.Type, kind.Read(reader));
        if (isLossOfImages)
            throw keys.Error(LayerKeys.Type, "reads the images; a layer must stand before it");
        _graph.Append(keys, layer);
    }

    private void FuseRelu(KeyValues keys, string name)
    {
        NetworkNode source = _graph.Source(keys);
        bool isFused = !source.IsImages && source.Consumer is null && _graph.Layers[source.Index] is { Relu: false, Kind.TakesRelu: true };
        if (isFused)
            _graph.Fuse(keys, source, name);
        else
            Append(keys, name, LayerKinds.Relu);
    }

    private static string LossTypes => string.Join(" or ", LayerKinds.All.Where(kind => kind.IsLoss).Select(kind => kind.Type));
}
