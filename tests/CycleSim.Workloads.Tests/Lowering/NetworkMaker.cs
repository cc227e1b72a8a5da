using System.Collections.Immutable;
using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.Tests.Lowering;

/// <summary>Puts small networks together layer by layer.</summary>
internal sealed class NetworkMaker(FeatureMap input)
{
    private readonly List<Layer> _layers = [];

    internal int Last => _layers.Count - 1;

    internal FeatureMap Shape(int layer) => layer < 0 ? input : _layers[layer].Output;

    internal Layer this[int layer] => _layers[layer];

    internal int Convolution(int from, int channels, int kernel, int stride, int padding, bool bias = true, bool relu = false) =>
        Slide(LayerKinds.Convolution, from, channels, kernel, stride, padding, bias, relu);

    internal int Pool(ILayerKind kind, int from, int kernel, int stride, int padding) =>
        Slide(kind, from, Shape(from).Channels, kernel, stride, padding, bias: false, relu: false);

    internal int BatchNorm(int from, bool relu) => Append(LayerKinds.BatchNorm, [from], Shape(from), Shape(from), 0, 1, 0, false, relu);

    internal int Add(int a, int b, bool relu) => Append(LayerKinds.Add, [a, b], Shape(a), Shape(a), 0, 1, 0, false, relu);

    internal int FullyConnected(int from, int features, bool relu = false) => Append(
        LayerKinds.FullyConnected, [from], new FeatureMap((int)Shape(from).Words, 1, 1), new FeatureMap(features, 1, 1), 1, 1, 0,
        true, relu);

    internal Network Finish()
    {
        Append(LayerKinds.SoftmaxLoss, [Last], Shape(Last), Shape(Last), 0, 1, 0, false, false);
        return new Network("test", "made for a test", input, _layers[^1].Output.Channels, [.. _layers]);
    }

    private int Slide(ILayerKind kind, int from, int channels, int kernel, int stride, int padding, bool bias, bool relu)
    {
        FeatureMap map = Shape(from);
        var output = new FeatureMap(
            channels, (map.Height + 2 * padding - kernel) / stride + 1, (map.Width + 2 * padding - kernel) / stride + 1);
        return Append(kind, [from], map, output, kernel, stride, padding, bias, relu);
    }

    private int Append(
        ILayerKind kind, ImmutableArray<int> inputs, FeatureMap from, FeatureMap to, int kernel, int stride, int padding,
        bool bias, bool relu)
    {
        _layers.Add(new Layer(_layers.Count, $"layer{_layers.Count}", kind, inputs, from, to, kernel, stride, padding, bias, relu));
        return Last;
    }
}
