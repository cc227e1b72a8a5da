using System.Collections.Immutable;
using CycleSim.Configuration.Keys;
using CycleSim.Platform;

namespace CycleSim.Workloads.Networks;

/// <summary>A layer of a network file while its kind reads it: its keys, and the layers before it.</summary>
public sealed class LayerReader
{
    private readonly NetworkGraph _graph;

    internal LayerReader(NetworkGraph graph, KeyValues keys, string name, int classes)
    {
        _graph = graph;
        Keys = keys;
        Name = name;
        Classes = classes;
    }

    /// <summary>The values of the layer's keys.</summary>
    public KeyValues Keys { get; }

    /// <summary>The layer's name.</summary>
    public string Name { get; }

    /// <summary>Classes of the network.</summary>
    public int Classes { get; }

    /// <summary>Takes the output that the key <see cref="LayerKeys.Input"/> names, or that of the layer before.</summary>
    /// <exception cref="InputException">There is no such layer, a ReLU replaces it, or it is tokens.</exception>
    public LayerSource TakeInput() => Valued(Take());

    /// <summary>Takes tokens, as <see cref="TakeInput"/> takes values.</summary>
    /// <exception cref="InputException">There is no such layer, or it has values.</exception>
    public LayerSource TakeTokens()
    {
        LayerSource source = Take();
        return source.Output.IsTokens
            ? source
            : throw TypeError($"its input \"{source.Name}\" is {source.Output}; needed: tokens");
    }

    /// <summary>Takes the outputs that a key names.</summary>
    /// <param name="key">A key of the layer.</param>
    /// <exception cref="InputException">There is no such layer, a ReLU replaces it, or it is tokens.</exception>
    public ImmutableArray<LayerSource> TakeInputs(Key<ImmutableArray<string>> key)
    {
        NetworkNode[] nodes = [.. Keys.Get(key).Select(name => _graph.Find(Keys, key, name))];
        foreach (NetworkNode node in nodes)
            NetworkGraph.Consume(node, Keys, key, Name);
        return [.. nodes.Select(Source).Select(Valued)];
    }

    /// <summary>A layer before this one by name, which is not taken as an input.</summary>
    /// <param name="key">The key that names it.</param>
    /// <param name="name">Its name.</param>
    /// <returns>The layer; null for the images.</returns>
    /// <exception cref="InputException">There is no such layer.</exception>
    public Layer? Find(Key<string> key, string name)
    {
        NetworkNode node = _graph.Find(Keys, key, name);
        return node.IsImages ? null : _graph.Layers[node.Index];
    }

    /// <summary>
    /// The layer as one that keeps the shape of its first input and has no window; its kind then sets what is its own.
    /// </summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="inputs">What it takes, at least one.</param>
    public Layer Start(ILayerKind kind, params ImmutableArray<LayerSource> inputs)
    {
        FeatureMap input = inputs[0].Output;
        return new(
            _graph.Layers.Count, Name, kind, [.. inputs.Select(source => source.Index)], input, input, 0, 1, 0, Bias: false, Relu: false);
    }

    /// <summary>Refuses a layer that is too large to simulate.</summary>
    /// <param name="key">The key to blame for its size.</param>
    /// <param name="layer">The layer.</param>
    /// <returns>The layer.</returns>
    /// <exception cref="InputException">Its output, parameters or multiply-accumulates are too many.</exception>
    public Layer Checked(DeclaredKey key, Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (layer.Output.Words > NetworkLimits.Words)
            throw Keys.Error(key, $"gives {layer.Output}, {layer.Output.Words} words an image; allowed: at most {NetworkLimits.Words}");
        long macs = layer.MacsPerImage;
        return macs > NetworkLimits.MacsPerImage
            ? throw Keys.Error(key, $"needs {macs} multiply-accumulates an image; allowed: at most {NetworkLimits.MacsPerImage}")
            : layer;
    }

    /// <summary>An error about what the layer does, to be thrown by its kind.</summary>
    /// <param name="problem">What is wrong and what is allowed.</param>
    public InputException TypeError(string problem) => Keys.Error(LayerKeys.Type, problem);

    private LayerSource Take()
    {
        NetworkNode node = _graph.Source(Keys);
        NetworkGraph.Consume(node, Keys, LayerKeys.Input, Name);
        return Source(node);
    }

    /// <summary>Tokens are numbers of rows of a table, with which nothing is computed.</summary>
    private LayerSource Valued(LayerSource source) => source.Output.IsTokens
        ? throw TypeError($"its input \"{source.Name}\" is {source.Output}; needed: values, as embedding gives them")
        : source;

    private LayerSource Source(NetworkNode node) =>
        new(node.Index, node.Name, node.Output, node.IsImages ? null : _graph.Layers[node.Index].Kind);
}
