using CycleSim.Workloads.Networks;
using TorchSharp;

namespace CycleSim.Training.Layers;

/// <summary>A trained token before the positions of a sequence; it starts at zero, as in torchvision.</summary>
internal sealed class ClassTokenTraining : ITrainedLayerKind
{
    public string Type => "class_token";

    public LayerParameters CreateParameters(Layer layer, ulong seed) => new(torch.zeros(1, 1, layer.Output.Channels), null);

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining) =>
        torch.cat([own!.Weight.expand(inputs[0].shape[0], -1, -1), inputs[0]], 1);
}
