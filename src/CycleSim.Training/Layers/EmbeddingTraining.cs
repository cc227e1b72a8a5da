using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Layers;

/// <summary>A row of a trained table for each token.</summary>
internal sealed class EmbeddingTraining : ITrainedLayerKind
{
    public string Type => "embedding";

    public LayerParameters CreateParameters(Layer layer, ulong seed)
    {
        long features = layer.Output.Channels;
        return new(Initialisation.Normal($"{layer.Name}.weight", seed, 1, layer.Parameters / features, features), null);
    }

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining) =>
        own!.Weight.index_select(0, inputs[0].flatten()).reshape(inputs[0].shape[0], inputs[0].shape[1], -1);
}
