using System.Collections.Immutable;
using CycleSim.Training.Native;
using CycleSim.Workloads.Networks;
using static TorchSharp.torch.nn;

namespace CycleSim.Training.Layers;

/// <summary>A function of each value, as a layer of its own.</summary>
/// <param name="type">What files call it.</param>
/// <param name="function">What it computes.</param>
internal sealed class ActivationTraining(string type, Func<Tensor, Tensor> function) : ITrainedLayerKind
{
    public string Type => type;

    /// <summary>All of them.</summary>
    internal static ImmutableArray<ActivationTraining> All { get; } =
    [
        new("relu", values => values.relu()),
        new("relu6", values => values.relu6()),
        new("sigmoid", values => values.sigmoid()),
        new("tanh", values => values.tanh()),
        new("silu", values => functional.silu(values)),
        new("gelu", values => functional.gelu(values)),
        new("gelu_tanh", GeluTanh),
        new("hard_sigmoid", HardSigmoid),
        new("hard_swish", values => values * HardSigmoid(values)),
    ];

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining) => function(inputs[0]);

    /// <summary>The function of a name, as other kinds of layers have one inside; names may lack the underscores.</summary>
    internal static Tensor Apply(string name, Tensor values) =>
        All.First(kind => kind.Type.Replace("_", "", StringComparison.Ordinal) == name.Replace("_", "", StringComparison.Ordinal))
            .Function(values);

    private Tensor Function(Tensor values) => function(values);

    private static Tensor HardSigmoid(Tensor values) =>
        values.div(Constant.Of(6)).add(Constant.Of(0.5)).clamp(Constant.Of(0), Constant.One);

    // D. Hendrycks and K. Gimpel, "Gaussian Error Linear Units", 2016.
    private static Tensor GeluTanh(Tensor values) =>
        values.mul(Constant.Of(0.5)) * values.add(values.mul(Constant.Of(0.044715)) * values * values, Constant.One)
            .mul(Constant.Of(Math.Sqrt(2 / Math.PI))).tanh().add(Constant.One);
}
