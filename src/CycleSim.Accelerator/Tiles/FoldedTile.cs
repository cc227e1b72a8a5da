namespace CycleSim.Accelerator.Tiles;

/// <summary>
/// A tile as folds of one length: cycles = (folds - 1) x distance + the last fold. The closed forms of the array's variants: see
/// tests/Reference/systolic-ws/README.md, section 3.
/// </summary>
/// <param name="name">Name of the variant.</param>
/// <param name="meaning">What it does.</param>
/// <param name="mapping">Which dimensions lie on the array, and which one is streamed.</param>
/// <param name="distance">Distance of folds from the words streamed, rows and columns; null when one ends before the next starts.</param>
internal sealed class FoldedTile(
    string name, string meaning, FoldedTile.Mapping mapping, Func<long, long, long>? distance = null) : ITileArray
{
    /// <summary>What of a tile lies on rows and on columns of the array, what is streamed, and a fold's cycles beyond that.</summary>
    internal delegate (long OnRows, long OnColumns, long Streamed, long Beyond) Mapping(in GemmTile tile, int rows, int columns);

    public string Name => name;

    public string Meaning => meaning;

    public long Cycles(int rows, int columns, in GemmTile tile)
    {
        (long onRows, long onColumns, long streamed, long beyond) = mapping(tile, rows, columns);
        checked
        {
            long folds = (1 + (onRows - 1) / rows) * (1 + (onColumns - 1) / columns);
            long fold = streamed + beyond;
            return (folds - 1) * (distance?.Invoke(streamed, rows) ?? fold) + fold;
        }
    }

    /// <summary>Outputs stay in the array, sums are streamed through it.</summary>
    internal static (long OnRows, long OnColumns, long Streamed, long Beyond) OutputStationary(in GemmTile tile, int rows, int columns) =>
        (tile.M, tile.N, tile.K, 2L * rows + columns - 2);

    /// <summary>Weights stay, activations are streamed.</summary>
    internal static (long OnRows, long OnColumns, long Streamed, long Beyond) WeightStationary(in GemmTile tile, int rows, int columns) =>
        (tile.K, tile.N, tile.M, 2L * rows + columns - 1);

    /// <summary>Activations stay, weights are streamed: weight stationary with M and N exchanged.</summary>
    internal static (long OnRows, long OnColumns, long Streamed, long Beyond) InputStationary(in GemmTile tile, int rows, int columns) =>
        WeightStationary(tile with { M = tile.N, N = tile.M }, rows, columns);
}
