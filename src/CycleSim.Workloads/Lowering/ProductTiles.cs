using System.Collections.Immutable;

namespace CycleSim.Workloads.Lowering;

/// <summary>The tiles of a product. K is the inner loop: partial sums of outputs stay until they are complete.</summary>
/// <param name="M">Ranges of output rows.</param>
/// <param name="N">Ranges of output columns.</param>
/// <param name="K">Ranges of what is summed.</param>
/// <param name="IsRowOuter">The loop over rows is the outer one.</param>
public sealed record ProductTiles(
    ImmutableArray<IndexRange> M, ImmutableArray<IndexRange> N, ImmutableArray<IndexRange> K, bool IsRowOuter)
{
    /// <summary>Number of tiles.</summary>
    public long Count => (long)M.Length * N.Length * K.Length;

    /// <summary>Rows, columns and what is summed of a tile.</summary>
    /// <param name="index">Which tile.</param>
    public (long M, long N, long K) SizeOf(TileIndex index) => (M[index.M].Count, N[index.N].Count, K[index.K].Count);

    /// <summary>All tiles in their order.</summary>
    public IEnumerable<TileIndex> All()
    {
        (int outer, int middle) = IsRowOuter ? (M.Length, N.Length) : (N.Length, M.Length);
        for (int i = 0; i < outer; i++)
            for (int j = 0; j < middle; j++)
                for (int k = 0; k < K.Length; k++)
                    yield return IsRowOuter ? new TileIndex(i, j, k) : new TileIndex(j, i, k);
    }

    /// <summary>
    /// A tile as a product of its own. What outputs are added to goes with the first part of K, masks and bias with the last one; parts
    /// of K behind the first read the partial sums that the one before left where the outputs go. Row sums go with the tiles of the first
    /// output columns, and add up over the parts of K.
    /// </summary>
    /// <param name="product">The product, one of an operation.</param>
    /// <param name="index">Which tile.</param>
    public GemmOperation Tile(GemmOperation product, TileIndex index)
    {
        ArgumentNullException.ThrowIfNull(product);
        bool isFirst = index.K == 0;
        bool isLast = index.K == K.Length - 1;
        TensorSpec output = product.Output.Tensor;
        return product.Cut(M[index.M], N[index.N], K[index.K]) with
        {
            OutputReads =
            [
                .. product.OutputReads.Where(read => read.Role == output.Role ? isFirst : isLast),
                .. isFirst ? Array.Empty<TensorSpec>() : [output],
            ],
            Bias = isLast ? product.Bias : null,
            RowSums = index.N == 0 ? product.RowSums : null,
        };
    }
}
