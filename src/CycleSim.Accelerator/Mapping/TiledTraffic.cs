using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Mapping;

/// <summary>
/// DRAM traffic of a tiled GEMM in closed form. One tile of each operand is resident. A tile of A or B is loaded when the next step needs
/// another one. A tile of C is written when the next step needs another one: as outputs if all its K-tiles are done, else as partial sums,
/// which are read on coming back to it. Compared with tests/Reference/systolic-ws and with stepping through the tiles.
/// </summary>
public static class TiledTraffic
{
    /// <summary>The traffic of a tiling.</summary>
    /// <param name="shape">The GEMM.</param>
    /// <param name="tiling">Its tiles; whether they fit anywhere does not matter.</param>
    /// <param name="order">How the loops over the tiles are nested.</param>
    /// <param name="words">Bytes of the words.</param>
    /// <param name="direction">In which direction the loops run.</param>
    /// <exception cref="OverflowException">A number of the result, or the sum of the bytes, exceeds 2^63 - 1.</exception>
    public static GemmTraffic Of(
        GemmShape shape, GemmTiling tiling, LoopOrder order, WordSizes words, TileDirection direction = TileDirection.Forward)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(tiling);
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(words);
        return Of(TileGrid.Of(shape, tiling), order, words, direction);
    }

    /// <summary>The bytes of a tiling, which fit 127 bits for all sizes that are allowed.</summary>
    internal static Int128 TotalBytes(in TileGrid grid, LoopOrder order, WordSizes words)
    {
        Int128 loaded = ForwardWalk.Of(grid, order, GemmDimension.N).Words + ForwardWalk.Of(grid, order, GemmDimension.M).Words;
        Int128 spilled = Spilled(grid, ForwardWalk.Of(grid, order, GemmDimension.K));
        return loaded * words.Element + 2 * spilled * words.Partial + Outputs(grid) * words.Output;
    }

    private static GemmTraffic Of(in TileGrid grid, LoopOrder order, WordSizes words, TileDirection direction)
    {
        OperandWalk a = Walk(grid, order, GemmDimension.N, direction);
        OperandWalk b = Walk(grid, order, GemmDimension.M, direction);
        OperandWalk c = Walk(grid, order, GemmDimension.K, direction);
        Int128 spilledBytes = Spilled(grid, c) * words.Partial;
        Int128 reloads = c.Tiles - (Int128)grid.Counts.M * grid.Counts.N;
        checked
        {
            var traffic = new GemmTraffic(
                (long)(a.Words * words.Element), (long)(b.Words * words.Element), (long)(spilledBytes + Outputs(grid) * words.Output),
                (long)spilledBytes, (long)a.Tiles, (long)b.Tiles, (long)c.Tiles, (long)reloads);
            _ = traffic.TotalBytes;
            return traffic;
        }
    }

    private static OperandWalk Walk(in TileGrid grid, LoopOrder order, GemmDimension absent, TileDirection direction) =>
        direction == TileDirection.Forward ? ForwardWalk.Of(grid, order, absent) : SerpentineWalk.Of(grid, order, absent);

    /// <summary>Words of C that leave as partial sums: each tile leaves once as outputs, when it is resident for the last time.</summary>
    private static Int128 Spilled(in TileGrid grid, OperandWalk c) => c.Words - Outputs(grid);

    private static Int128 Outputs(in TileGrid grid) => (Int128)grid.Sizes.M * grid.Sizes.N;
}
