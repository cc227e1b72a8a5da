using System.Collections.Immutable;
using CycleSim.Configuration.Keys;
using CycleSim.Configuration.Text;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Operators;

namespace CycleSim.Workloads.Layers;

/// <summary>
/// The kinds of layers, by the names that files give them. Others are added by <see cref="Register(ILoweredLayerKind)"/> before files are
/// read; keys, messages, schema and reference page follow.
/// </summary>
public static class LayerKinds
{
    /// <summary>The type that is no kind: the layer becomes part of the one before it.</summary>
    internal const string ReluType = "relu";

    /// <summary>Two-dimensional convolution with stride, dilation, groups and zero padding.</summary>
    public static ILayerKind Convolution { get; } = new ConvolutionLayer();

    /// <summary>Fully connected layer; its input is flattened.</summary>
    public static ILayerKind FullyConnected { get; } = new FullyConnectedLayer();

    /// <summary>Maximum over windows.</summary>
    public static ILayerKind MaxPool { get; } = new MaxPoolLayer();

    /// <summary>Mean over windows.</summary>
    public static ILayerKind AveragePool { get; } = new AveragePoolLayer();

    /// <summary>Batch normalisation per channel, with scale and shift.</summary>
    public static ILayerKind BatchNorm { get; } = new BatchNormLayer();

    /// <summary>Sum of two feature maps (residual connection).</summary>
    public static ILayerKind Add { get; } = new AddLayer();

    /// <summary>Softmax and cross-entropy loss.</summary>
    public static ILayerKind SoftmaxLoss { get; } = new SoftmaxLossLayer();

    private static ImmutableArray<ILayerKind> _all;

    // Runs before any member is used, so that the kinds of others come behind these.
    static LayerKinds() => _all = RegisterStandard();

    /// <summary>All kinds in the order of registration.</summary>
    public static ImmutableArray<ILayerKind> All => _all;

    /// <summary>The keys of a layer in a network's file.</summary>
    internal static ObjectKeys Keys => LayerKeys.All;

    /// <summary>Adds a kind: networks that are read from now on may have layers of it.</summary>
    /// <param name="kind">The kind.</param>
    /// <exception cref="ArgumentException">Its type is taken or is not snake_case, or its keys are not based on
    /// <see cref="LayerKeys.Named"/>.</exception>
    public static void Register(ILoweredLayerKind kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        LayerKeys.All.Register(kind.Type, kind.Meaning, kind.Keys);
        ImmutableInterlocked.Update(ref _all, all => all.Add(kind));
    }

    /// <summary>A ReLU that is a layer of its own, because it cannot be fused.</summary>
    internal static ILayerKind Relu { get; } = new ActivationLayer("Relu", ActivationFunctions.Relu, "max(x, 0)");

    /// <summary>Adds a kind that is made of operators, as <see cref="Register(ILoweredLayerKind)"/>.</summary>
    /// <param name="kind">The kind.</param>
    /// <exception cref="ArgumentException">As there.</exception>
    public static void Register(IOperatorLayerKind kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        LayerKeys.All.Register(kind.Type, kind.Meaning, kind.Keys);
        ImmutableInterlocked.Update(ref _all, all => all.Add(kind));
    }

    /// <summary>The kind that a type stands for.</summary>
    internal static ILayerKind Of(string type) => _all.First(kind => kind.Type == type);

    private static string ReluMeaning() =>
        $"ReLU, fused into the {WordList.Join(_all.Where(kind => kind.TakesRelu).Select(kind => kind.Type), "or")} before it; "
        + "a layer of its own behind others, and in networks that run as operators";

    private static IEnumerable<ILayerKind> Activations() =>
    [
        new ActivationLayer("Relu6", ActivationFunctions.Relu6, "min(max(x, 0), 6)"),
        new ActivationLayer("Sigmoid", ActivationFunctions.Sigmoid, "1 / (1 + exp(-x))"),
        new ActivationLayer("Tanh", ActivationFunctions.Tanh, "hyperbolic tangent"),
        new ActivationLayer("Silu", ActivationFunctions.Silu, "x sigmoid(x)"),
        new ActivationLayer("Gelu", ActivationFunctions.Gelu, "GELU by the error function"),
        new ActivationLayer("GeluTanh", ActivationFunctions.GeluTanh, "GELU by the hyperbolic tangent"),
        new ActivationLayer("HardSigmoid", ActivationFunctions.HardSigmoid, "min(max(x / 6 + 1/2, 0), 1)"),
        new ActivationLayer("HardSwish", ActivationFunctions.HardSwish, "x hard_sigmoid(x)"),
    ];

    private static ImmutableArray<ILayerKind> RegisterStandard()
    {
        ImmutableArray<ILayerKind> kinds =
        [
            Convolution, FullyConnected, MaxPool, AveragePool, BatchNorm, Add, SoftmaxLoss, new TransposedConvolutionLayer(),
            new GlobalPoolLayer(isMax: false), new GlobalPoolLayer(isMax: true), new UpsampleLayer(), new SqueezeExcitationLayer(),
            .. Activations(), new SoftmaxLayer(), new MultiplyLayer(), new MatrixProductLayer(), new ConcatLayer(), new SliceLayer(),
            new LayerScaleLayer(), new LayerNormLayer(), new RmsNormLayer(), new EmbeddingLayer(), new PositionEmbeddingLayer(),
            new ToSequenceLayer(), new ClassTokenLayer(), new LinearLayer(), new AttentionLayer(), new SelectLayer(), new MeanLayer(),
        ];
        foreach (ILayerKind kind in kinds)
        {
            if (kind == Add)
                LayerKeys.All.Register(ReluType, ReluMeaning, LayerKeys.Simple);
            LayerKeys.All.Register(kind.Type, kind.Meaning, kind.Keys);
        }

        return kinds;
    }
}
