using System.Collections.Immutable;
using CycleSim.Configuration.Keys;

namespace CycleSim.Workloads.Networks;

/// <summary>The keys of a layer in a network's file; its type says which of them it has.</summary>
internal static class LayerKeys
{
    private static readonly KeySet Named = new("named layer", "Any layer.");

    internal static readonly Key<string> Name = Named.String(
        "name", "Unique name without white space, by which later layers refer to this one.", canBeEmpty: false);

    internal static readonly Key<LayerType> Type = Named.Enum<LayerType>("type", "What the layer does.",
    [
        new(LayerType.Conv, "convolution"),
        new(LayerType.Fc, "fully connected; flattens its input"),
        new(LayerType.MaxPool, "maximum of each window"),
        new(LayerType.AvgPool, "mean of each window"),
        new(LayerType.BatchNorm, "batch normalisation, after a convolution"),
        new(LayerType.Relu, "ReLU, fused into the conv, fc, batch_norm or add before it"),
        new(LayerType.Add, "sum of two layers of equal shape"),
        new(LayerType.SoftmaxLoss, "softmax and cross-entropy, the last layer"),
    ]);

    private static readonly KeySet Simple = new("simple layer", "A layer that takes one input and has no sizes of its own.", Named);

    internal static readonly Key<string> Input = Simple.String(
        "input", "Name of the layer whose output this one takes; \"images\" is the network's input.", whenMissing: "the layer before");

    private static readonly KeySet Windowed = new("windowed layer", "A layer with a square window.", Simple);

    internal static readonly Key<int> Kernel = Windowed.Int("kernel", "Edge of the window.", 1, NetworkLimits.Kernel);

    internal static readonly Key<int> Padding = Windowed.Int(
        "padding", "Zeros on every side, fewer than the kernel's edge.", 0, NetworkLimits.Kernel - 1, fallback: 0);

    private static readonly KeySet Convolution = new(
        "convolution", "A convolution. Windows that do not fit completely are left out.", Windowed);

    internal static readonly Key<int> ConvolutionStride = Convolution.Int(
        "stride", "Step of the window.", 1, NetworkLimits.Kernel, fallback: 1);

    internal static readonly Key<int> OutChannels = Convolution.Int("out_channels", "Output channels.", 1, NetworkLimits.Channels);

    internal static readonly Key<bool> ConvolutionBias = Convolution.Bool("bias", "Whether it adds a bias.", true);

    private static readonly KeySet Pooling = new(
        "pooling layer", "A pooling layer. Windows that do not fit completely are left out.", Windowed);

    internal static readonly Key<int> PoolingStride = Pooling.Int(
        "stride", "Step of the window.", 1, NetworkLimits.Kernel, whenMissing: "as kernel");

    private static readonly KeySet FullyConnected = new("fully connected layer", "A fully connected layer; it flattens its input.", Simple);

    internal static readonly Key<int> OutFeatures = FullyConnected.Int("out_features", "Output features.", 1, NetworkLimits.Channels);

    internal static readonly Key<bool> FullyConnectedBias = FullyConnected.Bool("bias", "Whether it adds a bias.", true);

    private static readonly KeySet Sum = new("sum", "The sum of two layers of equal shape.", Named);

    internal static readonly Key<ImmutableArray<string>> Inputs = Sum.Strings(
        "inputs", "Names of the two layers, which must be different.", 2, 2);

    /// <summary>The keys of any layer.</summary>
    internal static readonly KeyChoice<LayerType> All = new("layer", "A layer; \"type\" says which keys it has.", Type,
    [
        (LayerType.Conv, Convolution),
        (LayerType.Fc, FullyConnected),
        (LayerType.MaxPool, Pooling),
        (LayerType.AvgPool, Pooling),
        (LayerType.BatchNorm, Simple),
        (LayerType.Relu, Simple),
        (LayerType.Add, Sum),
        (LayerType.SoftmaxLoss, Simple),
    ]);
}
