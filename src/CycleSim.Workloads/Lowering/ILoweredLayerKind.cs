using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.Lowering;

/// <summary>
/// A kind of layer with its lowering: the tensors and operations of its part of a training step. Operations run in the order in which they
/// are added.
/// </summary>
public interface ILoweredLayerKind : ILayerKind
{
    /// <summary>Adds the forward pass. It must create the layer's output, except for a loss.</summary>
    /// <param name="layer">A layer of this kind.</param>
    /// <param name="step">The step; layers before this one have added their forward pass.</param>
    public void Forward(Layer layer, StepBuilder step);

    /// <summary>
    /// Adds input gradient, weight gradient and update. It must contribute to the error of each layer that it takes an input from; the
    /// images have none.
    /// </summary>
    /// <param name="layer">A layer of this kind.</param>
    /// <param name="step">The step; layers behind this one have added their backward pass.</param>
    public void Backward(Layer layer, StepBuilder step);
}
