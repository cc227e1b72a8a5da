using System.Collections.Immutable;

namespace CycleSim.Workloads.Lowering;

/// <summary>
/// Where a layer writes its part of the error of a layer before it. That error is the sum over all layers that use its output.
/// </summary>
/// <param name="Target">The tensor to write.</param>
/// <param name="Reads">Tensors of the same shape that are read on the way: the partial sum that is added to, the activation whose sign
/// is the ReLU mask.</param>
public readonly record struct ErrorShare(TensorSpec Target, ImmutableArray<TensorSpec> Reads);
