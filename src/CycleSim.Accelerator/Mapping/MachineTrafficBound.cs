using CycleSim.Accelerator.Machine;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Mapping;

/// <summary>What no schedule of a product on a machine stays below.</summary>
/// <param name="CompulsoryBytes">Bytes that move when each operand moves once.</param>
/// <param name="LowerBoundBytes">
/// The larger of these and the bound of Smith et al. (arXiv:1702.02017) for any schedule with the machine's words on-chip.
/// </param>
public sealed record MachineTrafficBound(long CompulsoryBytes, long LowerBoundBytes)
{
    /// <summary>The bound of one product, with activations as first operand and output, weights as second operand.</summary>
    /// <param name="gemm">The product.</param>
    /// <param name="machine">The machine, for bytes of words.</param>
    /// <param name="capacityBytes">Capacity of the scratchpads.</param>
    /// <exception cref="OverflowException">The bytes exceed 2^63 - 1.</exception>
    public static MachineTrafficBound Of(GemmShape gemm, MachineSpec machine, long capacityBytes)
    {
        ArgumentNullException.ThrowIfNull(gemm);
        ArgumentNullException.ThrowIfNull(machine);
        int activation = machine.WordBytesOf(TensorRole.Activation);
        int weight = machine.WordBytesOf(TensorRole.Weight);
        Int128 once = ((Int128)gemm.M * gemm.K + (Int128)gemm.M * gemm.N) * activation + (Int128)gemm.K * gemm.N * weight;
        int smallest = Math.Min(activation, weight);
        double moved = TrafficBounds.MovedWords(gemm, (double)capacityBytes / smallest);
        long compulsory = checked((long)once);
        return new MachineTrafficBound(compulsory, Math.Max(compulsory, checked((long)(smallest * moved))));
    }
}
