using CycleSim.Training.Native;
using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Layers;

/// <summary>Sum with a trained row for each position; the table starts as PyTorch's tables do.</summary>
internal sealed class PositionEmbeddingTraining : ITrainedLayerKind
{
    public string Type => "position_embedding";

    private const double Deviation = 1;

    public LayerParameters CreateParameters(Layer layer, ulong seed)
    {
        long features = layer.Output.Channels;
        return new(Initialisation.Normal($"{layer.Name}.weight", seed, Deviation, (int)layer.Settings!, features), null);
    }

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining) =>
        inputs[0].add(own!.Weight.narrow(0, 0, layer.Input.Height), Constant.One);
}
