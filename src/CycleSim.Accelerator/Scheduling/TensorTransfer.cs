using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>A whole tensor on its way between DRAM and scratchpad.</summary>
/// <param name="Kind">Direction.</param>
/// <param name="Tensor">The tensor.</param>
public readonly record struct TensorTransfer(TransferKind Kind, TensorSpec Tensor);
