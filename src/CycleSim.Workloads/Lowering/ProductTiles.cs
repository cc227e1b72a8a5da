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
    /// <summary>
    /// The loop inside the outer one and that over K run against the direction of their last run instead of starting again: from one tile
    /// to the next one loop alone moves, by one tile.
    /// </summary>
    public bool IsSerpentine { get; init; }

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
                    yield return At(i, Turned(j, middle, i), Turned(k, K.Length, (long)i * middle + j));
    }

    /// <summary>Whether a tile is the first over K: it starts its outputs.</summary>
    /// <param name="index">Which tile.</param>
    public bool IsFirst(TileIndex index) => StepOfK(index) == 0;

    /// <summary>Whether a tile is the last over K: its outputs are complete.</summary>
    /// <param name="index">Which tile.</param>
    public bool IsLast(TileIndex index) => StepOfK(index) == K.Length - 1;

    private TileIndex At(int outer, int middle, int k) =>
        IsRowOuter ? new TileIndex(outer, middle, k) : new TileIndex(middle, outer, k);

    private int StepOfK(TileIndex index)
    {
        (int outer, int middle, int count) = IsRowOuter ? (index.M, index.N, N.Length) : (index.N, index.M, M.Length);
        return Turned(index.K, K.Length, (long)outer * count + Turned(middle, count, outer));
    }

    private int Turned(int step, int count, long run) => IsSerpentine ? (int)SerpentineLoop.At(step, count, run) : step;

    /// <summary>
    /// A tile as a product of its own. What outputs are added to goes with the first tile over K, masks and bias with the last one; tiles
    /// behind the first read the partial sums that the one before left where the outputs go. Row sums go with the tiles of the first
    /// output columns, and add up over the parts of K.
    /// </summary>
    /// <param name="product">The product, one of an operation.</param>
    /// <param name="index">Which tile.</param>
    public GemmOperation Tile(GemmOperation product, TileIndex index)
    {
        ArgumentNullException.ThrowIfNull(product);
        bool isFirst = IsFirst(index);
        bool isLast = IsLast(index);
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
