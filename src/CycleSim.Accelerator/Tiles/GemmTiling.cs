namespace CycleSim.Accelerator.Tiles;

/// <summary>A product of an M x K and a K x N matrix, cut into tiles; those at an edge are smaller.</summary>
/// <param name="M">Rows of the output, at least 1.</param>
/// <param name="N">Columns of the output.</param>
/// <param name="K">Reduction dimension.</param>
/// <param name="TileM">Rows of a tile of the output.</param>
/// <param name="TileN">Its columns.</param>
/// <param name="TileK">Products summed in a tile.</param>
/// <param name="Order">Loops from the outermost to the innermost: the letters m, n and k.</param>
public sealed record GemmTiling(long M, long N, long K, long TileM, long TileN, long TileK, string Order)
{
    /// <summary>The orders that there are.</summary>
    public static IReadOnlyList<string> Orders { get; } = ["mnk", "mkn", "nmk", "nkm", "kmn", "knm"];

    /// <summary>Steps over M.</summary>
    public long StepsM => Steps(M, TileM);

    /// <summary>Steps over N.</summary>
    public long StepsN => Steps(N, TileN);

    /// <summary>Steps over K.</summary>
    public long StepsK => Steps(K, TileK);

    /// <summary>All tiles in loop order.</summary>
    internal IEnumerable<GemmTile> Tiles()
    {
        long[] counts = [.. Order.Select(StepsOf)];
        for (long outer = 0; outer < counts[0]; outer++)
            for (long middle = 0; middle < counts[1]; middle++)
                for (long inner = 0; inner < counts[2]; inner++)
                    yield return At(outer, middle, inner);
    }

    private GemmTile At(long outer, long middle, long inner)
    {
        long m = Of('m'), n = Of('n'), k = Of('k');
        return new GemmTile(
            m, n, k, Math.Min(TileM, M - m * TileM), Math.Min(TileN, N - n * TileN), Math.Min(TileK, K - k * TileK), k + 1 == StepsK);

        long Of(char loop) => Order[0] == loop ? outer : Order[1] == loop ? middle : inner;
    }

    private long StepsOf(char loop) => loop switch
    {
        'm' => StepsM,
        'n' => StepsN,
        _ => StepsK,
    };

    private static long Steps(long length, long tile) => 1 + (length - 1) / tile;
}
