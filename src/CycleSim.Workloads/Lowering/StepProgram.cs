using System.Collections.Immutable;
using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.Lowering;

/// <summary>A whole training step: every tensor and every operation in execution order.</summary>
/// <param name="Network">The network trained.</param>
/// <param name="Batch">Images of the minibatch.</param>
/// <param name="Tensors">All tensors; <see cref="TensorSpec.Id"/> is the index.</param>
/// <param name="Operations">All operations, in order.</param>
public sealed record StepProgram(
    Network Network,
    int Batch,
    ImmutableArray<TensorSpec> Tensors,
    ImmutableArray<StepOperation> Operations)
{
    /// <summary>Multiply-accumulates of the step.</summary>
    public long Macs => Operations.OfType<GemmOperation>().Sum(gemm => gemm.Macs);
}
