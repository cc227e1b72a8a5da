using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Steps;

/// <summary>All of an operation is done.</summary>
/// <param name="Operation">The operation; null after the last one, when changed tensors have been written back.</param>
/// <param name="Gemm">Its shape and tiling; null for vector operations.</param>
internal sealed record OperationEnd(StepOperation? Operation, GemmResult? Gemm)
{
    /// <summary>The step ends with it.</summary>
    internal bool IsLast => Operation is null;
}
