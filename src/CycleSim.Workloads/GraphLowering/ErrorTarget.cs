using System.Collections.Immutable;

namespace CycleSim.Workloads.GraphLowering;

/// <summary>Where a layer writes its part of the error of an input.</summary>
/// <param name="Target">What is written.</param>
/// <param name="Reads">What is read to add to it, word for word as the target.</param>
internal readonly record struct ErrorTarget(TensorView Target, ImmutableArray<TensorView> Reads);
