using CycleSim.Workloads.Networks;
using static TorchSharp.torch.nn;

namespace CycleSim.Training.Layers;

/// <summary>Fully connected on the features of each position; its weight may be the table of an embedding.</summary>
internal sealed class LinearTraining : ITrainedLayerKind
{
    public string Type => "linear";

    public LayerParameters CreateParameters(Layer layer, ulong seed)
    {
        long inputs = layer.Input.Channels;
        return new(Initialisation.Uniform($"{layer.Name}.weight", seed, inputs, layer.Output.Channels, inputs), Bias(layer, seed));
    }

    public LayerParameters CreateParameters(Layer layer, ulong seed, Func<string, LayerParameters> others) =>
        layer.Settings is string tied ? new(others(tied), Bias(layer, seed)) : CreateParameters(layer, seed);

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining) =>
        functional.linear(layer.Input.IsSequence ? inputs[0] : inputs[0].flatten(1), own!.Weight, own.Bias);

    private static Tensor? Bias(Layer layer, ulong seed) =>
        layer.Bias ? Initialisation.Uniform($"{layer.Name}.bias", seed, layer.Input.Channels, layer.Output.Channels) : null;
}
