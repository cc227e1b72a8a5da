using CycleSim.Accelerator.Machine;
using CycleSim.Platform;

namespace CycleSim.Accelerator.Mapping;

/// <summary>
/// Maps GEMMs to tiles: chooses the tile sizes and the loop order with the minimum of DRAM bytes. Exact: compared with
/// tests/Reference/systolic-ws and with enumerations of all tilings.
/// </summary>
/// <param name="constraints">What tiles must be multiples of, and where they must fit.</param>
public sealed class BufferTileMapper(MappingConstraints constraints)
{
    /// <summary>Maps a GEMM.</summary>
    /// <param name="shape">The GEMM.</param>
    /// <exception cref="InputException">A buffer is smaller than one tile; the message names it, its size and the tile's bytes.</exception>
    /// <exception cref="OverflowException">A number of the result exceeds 2^63 - 1.</exception>
    public GemmMapping Map(GemmShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var search = new MappingSearch(shape, constraints);
        return new GemmMapping(
            shape, search.Tiling, search.Order, TiledTraffic.Of(shape, search.Tiling, search.Order, constraints.Words),
            search.MinBytesOfOrder(), TrafficBounds.Compulsory(shape, constraints.Words), TrafficBounds.Lower(shape, constraints),
            search.Candidates);
    }

    /// <summary>Refuses a tiling that does not fit the buffers. Multiples of the array are not asked for.</summary>
    /// <param name="shape">The GEMM: a tile that is larger holds what there is.</param>
    /// <param name="tiling">The tiling.</param>
    /// <param name="words">Bytes of the words.</param>
    /// <param name="buffers">The buffers.</param>
    /// <exception cref="InputException">It does not fit; the message names the buffer, its size and the bytes of the tile.</exception>
    public static void CheckFits(GemmShape shape, GemmTiling tiling, WordSizes words, OperandBuffers buffers)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(tiling);
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(buffers);
        new BufferRoom(buffers, words).Check(TileGrid.Of(shape, tiling).Tiles, "the tile");
    }
}
