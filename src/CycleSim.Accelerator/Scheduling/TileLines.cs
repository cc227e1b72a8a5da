namespace CycleSim.Accelerator.Scheduling;

/// <summary>Lines of the tiles of an operand.</summary>
/// <param name="Total">Of all tiles, each once.</param>
/// <param name="Max">Of the largest.</param>
internal readonly record struct TileLines(long Total, long Max)
{
    /// <summary>These tiles and one more.</summary>
    internal TileLines With(long lines) => new(Total + lines, Math.Max(Max, lines));

    /// <summary>Tiles that have so many times the lines.</summary>
    internal TileLines Times(long factor) => new(Total * factor, Max * factor);

    /// <summary>Both together.</summary>
    public static TileLines operator +(TileLines first, TileLines second) =>
        new(first.Total + second.Total, Math.Max(first.Max, second.Max));
}
