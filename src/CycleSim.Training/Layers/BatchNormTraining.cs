using CycleSim.Workloads.Networks;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace CycleSim.Training.Layers;

/// <summary>Batch normalisation: the statistics of the batch in training, running ones in evaluation.</summary>
internal sealed class BatchNormTraining : ITrainedLayerKind
{
    private const double RunningMomentum = 0.1;
    private const double VarianceFloor = 1e-5;

    public string Type => "batch_norm";

    public LayerParameters CreateParameters(Layer layer, ulong seed)
    {
        int channels = layer.Output.Channels;
        return new(torch.ones(channels), torch.zeros(channels), torch.zeros(channels), torch.ones(channels));
    }

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining) => functional.batch_norm(
        inputs[0], own!.RunningMean!, own.RunningVariance!, own.Weight, own.Bias, isTraining, RunningMomentum, VarianceFloor);
}
