using CycleSim.Training.Native;
using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Layers;

/// <summary>Sum of two feature maps.</summary>
internal sealed class AddTraining : ITrainedLayerKind
{
    public string Type => "add";

    public Tensor Compute(Layer layer, LayerParameters? own, IReadOnlyList<Tensor> inputs, bool isTraining)
    {
        Tensor[] alike = FeatureAxis.Alike(inputs);
        return alike[0].add(alike[1], Constant.One);
    }
}
