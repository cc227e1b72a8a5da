using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Layers;

/// <summary>Features of tensors: the last axis of sequences and vectors, the second of images.</summary>
internal static class FeatureAxis
{
    /// <summary>Applies a function of tensors whose features are the last axis.</summary>
    /// <param name="layer">A layer with one input.</param>
    /// <param name="values">The input.</param>
    /// <param name="function">The function, which keeps the shape.</param>
    internal static Tensor Last(Layer layer, Tensor values, Func<Tensor, Tensor> function) =>
        layer.Input.IsSequence || values.dim() == 2 ? function(values) : function(values.permute(0, 2, 3, 1)).permute(0, 3, 1, 2);
}
