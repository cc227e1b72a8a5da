using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Networks;

namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>Builds small networks block by block; a block that does not fit is left out.</summary>
internal sealed class OracleNetwork
{
    private readonly FeatureMap _input;
    private readonly List<Layer> _layers = [];
    private FeatureMap _map;
    private int _last = Network.InputIndex;

    private OracleNetwork(FeatureMap input) => (_input, _map) = (input, input);

    internal static Network Of(FeatureMap input, IEnumerable<OracleBlock> blocks, int classes)
    {
        var network = new OracleNetwork(input);
        foreach (OracleBlock block in blocks)
            network.Add(block);
        return network.Finish(classes);
    }

    private void Add(OracleBlock block)
    {
        switch (block.Kind)
        {
            case OracleBlockKind.Convolution:
                Convolve(block, block.Channels, block.Stride, block.Padding, block.Relu);
                break;
            case OracleBlockKind.Normalised:
                if (Convolve(block, block.Channels, block.Stride, block.Padding, relu: false))
                    Keep(LayerKinds.BatchNorm, [_last], block.Relu);
                break;
            case OracleBlockKind.Residual:
                int before = _last;
                if (Convolve(block with { Kernel = block.Kernel | 1 }, _map.Channels, 1, block.Kernel / 2, relu: false))
                    Keep(LayerKinds.Add, [_last, before], block.Relu);
                break;
            case OracleBlockKind.FullyConnected:
                Connect(block.Channels, block.Relu);
                break;
            default:
                ILayerKind pooling = block.Kind == OracleBlockKind.MaxPool ? LayerKinds.MaxPool : LayerKinds.AveragePool;
                if (Slide(block.Kernel, block.Stride, 0, _map.Channels) is { } map)
                    Append(new Layer(0, "", pooling, [_last], _map, map, block.Kernel, block.Stride, 0, Bias: false, Relu: false));
                break;
        }
    }

    private bool Convolve(OracleBlock block, int channels, int stride, int padding, bool relu)
    {
        if (Slide(block.Kernel, stride, padding, channels) is not { } map)
            return false;
        Append(new Layer(0, "", LayerKinds.Convolution, [_last], _map, map, block.Kernel, stride, padding, block.Bias, relu));
        return true;
    }

    private void Connect(int features, bool relu) => Append(new Layer(
        0, "", LayerKinds.FullyConnected, [_last], new FeatureMap((int)_map.Words, 1, 1), new FeatureMap(features, 1, 1), 1, 1, 0,
        Bias: true, relu));

    private void Keep(ILayerKind kind, int[] inputs, bool relu) =>
        Append(new Layer(0, "", kind, [.. inputs], _map, _map, 0, 1, 0, Bias: false, relu));

    private FeatureMap? Slide(int kernel, int stride, int padding, int channels)
    {
        int height = _map.Height + 2 * padding - kernel;
        int width = _map.Width + 2 * padding - kernel;
        return height < 0 || width < 0 || padding >= kernel
            ? null
            : new FeatureMap(channels, height / stride + 1, width / stride + 1);
    }

    private void Append(Layer layer)
    {
        _last = _layers.Count;
        _layers.Add(layer with { Index = _last, Name = $"l{_last}" });
        _map = layer.Output;
    }

    private Network Finish(int classes)
    {
        Connect(classes, relu: false);
        Keep(LayerKinds.SoftmaxLoss, [_last], relu: false);
        return new Network("test", "made for a test", _input, classes, [.. _layers]);
    }
}
