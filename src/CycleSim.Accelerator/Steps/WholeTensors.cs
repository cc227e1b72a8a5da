using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Steps;

/// <summary>Tensors are in their scratchpad whole, or pass by.</summary>
internal sealed class WholeTensors(ScratchpadSet scratchpads, OperationResidency placement) : IPortScratchpads
{
    /// <inheritdoc />
    public Scratchpad? Find(TensorSpec tensor, GemmUse use) => placement.OnChip.Contains(tensor.Id) ? scratchpads[tensor.Role] : null;
}
