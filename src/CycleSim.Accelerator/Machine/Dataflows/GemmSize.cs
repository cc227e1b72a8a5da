namespace CycleSim.Accelerator.Machine.Dataflows;

/// <summary>Dimensions of a matrix product: M x K times K x N.</summary>
/// <param name="M">Rows of the output, at least 1.</param>
/// <param name="N">Columns of the output, at least 1.</param>
/// <param name="K">Reduction dimension, at least 1.</param>
public sealed record GemmSize(long M, long N, long K)
{
    /// <summary>The product of the transposed operands in exchanged order: its output is the transposed output.</summary>
    public GemmSize Transposed => new(N, M, K);

    /// <summary>Multiply-accumulates.</summary>
    /// <exception cref="OverflowException">More than 2^63 - 1.</exception>
    public long Macs => checked(M * N * K);
}
