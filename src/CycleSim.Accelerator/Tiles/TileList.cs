using CycleSim.Configuration.Text;
using CycleSim.Platform;

namespace CycleSim.Accelerator.Tiles;

/// <summary>
/// A list of tiles as text: `n*a/b/c/s` are n tiles that load a and b bytes, compute c cycles and store s bytes; further ones follow after
/// a semicolon.
/// </summary>
public static class TileList
{
    /// <summary>Maximum number of tiles of a list.</summary>
    public const int MaxTiles = 1 << 20;

    /// <summary>Reads a list.</summary>
    /// <param name="text">The list, e.g. "4*64/64/100/32;0/64/100/32".</param>
    /// <exception cref="InputException">It is no list, has too many tiles, or a tile computes nothing.</exception>
    public static IReadOnlyList<TileWork> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tiles = new List<TileWork>();
        foreach (string part in text.Split(';', StringSplitOptions.TrimEntries))
        {
            string[] halves = part.Split('*');
            long count = halves.Length == 1 ? 1 : Number(halves[0], part, min: 1);
            TileWork tile = ParseTile(halves[^1], part, halves.Length);
            if (count > MaxTiles - tiles.Count)
                throw new InputException($"tiles \"{part}\": a list has at most {MaxTiles} tiles");
            tiles.AddRange(Enumerable.Repeat(tile, (int)count));
        }

        return tiles;
    }

    private static TileWork ParseTile(string text, string part, int halves)
    {
        string[] fields = text.Split('/');
        if (halves > 2 || fields.Length != 4)
        {
            throw new InputException(
                $"tiles \"{part}\": must be n*a/b/c/s: n tiles that load a and b bytes, compute c cycles and store s bytes");
        }

        return new TileWork(
            Number(fields[0], part), Number(fields[1], part), Number(fields[2], part, min: 1), Number(fields[3], part));
    }

    private static long Number(string text, string part, long min = 0)
    {
        bool isNumber = NumberText.TryWhole(text, out long number);
        return isNumber && number >= min && number <= TileSchedule.MaxNumber
            ? number
            : throw new InputException($"tiles \"{part}\": \"{text}\" must be a whole number from {min} to {TileSchedule.MaxNumber}");
    }
}
