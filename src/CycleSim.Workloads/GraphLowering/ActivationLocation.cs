using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Views;

namespace CycleSim.Workloads.GraphLowering;

/// <summary>Where an activation lies, and where its gradient is gathered.</summary>
/// <param name="Tensor">The stored activation.</param>
/// <param name="View">Its words in there.</param>
/// <param name="Space">Where the gradient is gathered.</param>
/// <param name="Gradient">Its words in there; they differ where an activation repeats words.</param>
internal sealed record ActivationLocation(TensorSpec Tensor, StridedView View, GradientSpace Space, StridedView Gradient)
{
    /// <summary>The words of the activation.</summary>
    public TensorView Words => new(Tensor, View);
}
