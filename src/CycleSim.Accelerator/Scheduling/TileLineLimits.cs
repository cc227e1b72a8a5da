using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>Lines that a tile of each tensor of a GEMM may hold: operands of one scratchpad share its operand half equally.</summary>
internal sealed class TileLineLimits
{
    private readonly long[] _halfLines;
    private readonly int[] _operands = new int[TensorRoles.Count];

    /// <summary>Divides the halves.</summary>
    /// <param name="gemm">The operation.</param>
    /// <param name="onChip">Ids of tensors that are on-chip whole.</param>
    /// <param name="shares">How the scratchpads are divided.</param>
    /// <param name="lineBytes">Bytes of a line.</param>
    internal TileLineLimits(GemmOperation gemm, IReadOnlySet<int> onChip, ScratchpadShares shares, int lineBytes)
    {
        _halfLines = [.. TensorRoles.All.Select(role => shares[role].HalfBytes / lineBytes)];
        foreach (TensorSpec tensor in Streamed(gemm, onChip))
            _operands[(int)tensor.Role]++;
    }

    /// <summary>The tensors whose tiles take room in operand halves; one that is read as both operands twice.</summary>
    internal static IEnumerable<TensorSpec> Streamed(GemmOperation gemm, IReadOnlySet<int> onChip) =>
        new[] { gemm.Rows.Tensor, gemm.Columns.Tensor }.Concat(gemm.OutputReads).Where(tensor => !onChip.Contains(tensor.Id));

    /// <summary>Lines that a tile of outputs may hold.</summary>
    /// <param name="tensor">The outputs.</param>
    internal long OfOutputs(TensorSpec tensor) => _halfLines[(int)tensor.Role];

    /// <summary>Lines that a tile of a tensor that is read may hold.</summary>
    /// <param name="tensor">The tensor.</param>
    internal long OfRead(TensorSpec tensor) => _halfLines[(int)tensor.Role] / _operands[(int)tensor.Role];
}
