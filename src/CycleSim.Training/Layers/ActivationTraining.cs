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
    internal static IEnumerable<ActivationTraining> All =>
    [
        new("relu", values => values.relu()),
        new("relu6", values => values.relu6()),
        new("sigmoid", values => values.sigmoid()),
        new("tanh", values => values.tanh()),
        new("silu", values => functional.silu(values)),
        new("gelu", values => functional.gelu(values)),
        new("gelu_tanh", GeluTanh),
        new("hard_sigmoid", values => (values / 6 + 0.5).clamp(0, 1)),
        new("hard_swish", values => values * (values / 6 + 0.5).clamp(0, 1)),
    ];

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining) => function(inputs[0]);

    /// <summary>The function of a name, as other kinds of layers have one inside; names may lack the underscores.</summary>
    internal static Tensor Apply(string name, Tensor values) =>
        All.First(kind => kind.Type.Replace("_", "", StringComparison.Ordinal) == name.Replace("_", "", StringComparison.Ordinal))
            .Function(values);

    private Tensor Function(Tensor values) => function(values);

    // D. Hendrycks and K. Gimpel, "Gaussian Error Linear Units", 2016.
    private static Tensor GeluTanh(Tensor values) =>
        0.5 * values * (1 + (Math.Sqrt(2 / Math.PI) * (values + 0.044715 * values * values * values)).tanh());
}
