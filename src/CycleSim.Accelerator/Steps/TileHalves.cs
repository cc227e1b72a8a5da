using CycleSim.Accelerator.Components;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Steps;

/// <summary>
/// Where the tensors of a tile are: whole in the part of their scratchpad for tensors that stay, or a tile of them in a half.
/// </summary>
/// <param name="scratchpads">The scratchpads.</param>
/// <param name="onChip">Ids of the tensors that are on-chip whole.</param>
/// <param name="numbers">Which halves.</param>
/// <param name="partialSums">The tensor of which the tile adds to partial sums, which are where its outputs go; null for none.</param>
internal sealed class TileHalves(
    ScratchpadSet scratchpads, IReadOnlySet<int> onChip, HalfNumbers numbers, TensorSpec? partialSums) : IPortScratchpads
{
    /// <inheritdoc />
    public Scratchpad? Find(TensorSpec tensor, GemmUse use)
    {
        if (onChip.Contains(tensor.Id))
            return scratchpads[tensor.Role];
        return use switch
        {
            GemmUse.Rows => scratchpads.OperandHalf(tensor.Role, numbers.A),
            GemmUse.Columns => scratchpads.OperandHalf(tensor.Role, numbers.B),
            GemmUse.BesideOutputs when tensor != partialSums => scratchpads.OperandHalf(tensor.Role, numbers.C),
            GemmUse.BesideOutputs or GemmUse.Outputs => scratchpads.OutputHalf(tensor.Role, numbers.Output),
            _ => null,
        };
    }
}
