using CycleSim.Training.Native;
using CycleSim.Workloads.Networks;
using TorchSharp;

namespace CycleSim.Training.Layers;

/// <summary>Normalisation by the root of the mean square of the features, with a scale.</summary>
internal sealed class RmsNormTraining : ITrainedLayerKind
{
    public string Type => "rms_norm";

    private const double SquareFloor = 1e-5;

    public LayerParameters CreateParameters(Layer layer, ulong seed) => new(torch.ones(layer.Output.Channels), null);

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining) =>
        FeatureAxis.Last(inputs[0], values =>
            values * values.square().mean([-1L], keepdim: true).add(Constant.Of(SquareFloor)).rsqrt() * own!.Weight);
}
