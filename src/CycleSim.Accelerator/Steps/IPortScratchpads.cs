using CycleSim.Accelerator.Components;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Steps;

/// <summary>Where the ports of a GEMM find its tensors.</summary>
internal interface IPortScratchpads
{
    /// <summary>The scratchpad, or part of one, that holds a tensor; null when its words pass by the scratchpads.</summary>
    public Scratchpad? Find(TensorSpec tensor, GemmUse use);
}
