using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Steps;

/// <summary>Names how a GEMM's operands divide the operand halves of the scratchpads.</summary>
internal static class HalvesKey
{
    private const int Uses = 4;

    /// <summary>The name: equal where the same uses of tensors fill halves of the same scratchpads; 0 where nothing is streamed.</summary>
    internal static int Of(GemmOperation gemm, IReadOnlySet<int> onChip)
    {
        int key = DigitOf(gemm.Rows.Tensor);
        key = key * Uses + DigitOf(gemm.Columns.Tensor);
        foreach (TensorRole role in TensorRoles.All)
            key = key * Uses + Math.Min(Uses - 1, gemm.OutputReads.Count(read => read.Role == role && !onChip.Contains(read.Id)));
        return key;

        int DigitOf(TensorSpec tensor) => onChip.Contains(tensor.Id) ? 0 : 1 + (int)tensor.Role;
    }
}
