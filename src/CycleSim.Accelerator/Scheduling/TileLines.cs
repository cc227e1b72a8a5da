namespace CycleSim.Accelerator.Scheduling;

/// <summary>Lines of the tiles of an operand.</summary>
/// <param name="Total">Of all tiles, each once.</param>
/// <param name="Max">Of the largest.</param>
internal readonly record struct TileLines(long Total, long Max)
{
    /// <summary>These tiles and one more.</summary>
    internal TileLines With(long lines) => new(Total + lines, Math.Max(Max, lines));
}
