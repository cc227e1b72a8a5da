using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>A tensor enters or leaves its scratchpad.</summary>
/// <param name="Operation">Index of the operation before which it happens.</param>
/// <param name="Tensor">The tensor.</param>
/// <param name="Enters">Direction.</param>
public readonly record struct ResidencyChange(int Operation, TensorSpec Tensor, bool Enters);
