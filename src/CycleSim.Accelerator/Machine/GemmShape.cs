using System.Runtime.CompilerServices;

namespace CycleSim.Accelerator.Machine;

/// <summary>A GEMM: an M x K matrix A times a K x N matrix B gives an M x N matrix C. A is the K-expanded (im2col) matrix.</summary>
/// <param name="M">Rows of A and C, 1 to <see cref="MaxSize"/>.</param>
/// <param name="N">Columns of B and C, 1 to <see cref="MaxSize"/>.</param>
/// <param name="K">Reduction dimension, 1 to <see cref="MaxSize"/>.</param>
/// <exception cref="ArgumentOutOfRangeException">A size is not 1 to <see cref="MaxSize"/>.</exception>
public sealed record GemmShape(long M, long N, long K)
{
    /// <summary>The largest size of a dimension: with it every product of counts and bytes fits 127 bits.</summary>
    public const long MaxSize = 1L << 40;

    /// <summary>Rows of A and C.</summary>
    public long M { get; } = Checked(M);

    /// <summary>Columns of B and C.</summary>
    public long N { get; } = Checked(N);

    /// <summary>Reduction dimension.</summary>
    public long K { get; } = Checked(K);

    /// <summary>The product of the transposed operands in exchanged order: its output is the transposed output.</summary>
    public GemmShape Transposed => new(N, M, K);

    /// <summary>Multiply-accumulates.</summary>
    /// <exception cref="OverflowException">More than 2^63 - 1.</exception>
    public long Macs => checked(M * N * K);

    /// <summary>A size, of a matrix or of a tile.</summary>
    internal static long Checked(long size, [CallerArgumentExpression(nameof(size))] string name = "")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, MaxSize, name);
        return size;
    }
}
