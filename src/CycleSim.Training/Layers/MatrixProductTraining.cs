using CycleSim.Workloads.Networks;
using static TorchSharp.torch;

namespace CycleSim.Training.Layers;

/// <summary>Matrix product of two sequences: the setting says whether the second is transposed.</summary>
internal sealed class MatrixProductTraining : ITrainedLayerKind
{
    public string Type => "matmul";

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining) =>
        matmul(inputs[0], (bool)layer.Settings! ? inputs[1].transpose(-2, -1) : inputs[1]);
}
