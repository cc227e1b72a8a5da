using CycleSim.Platform;

namespace CycleSim.Accelerator.Tiles;

/// <summary>
/// Tiles whose loads, computations and stores overlap as far as buffers allow, on an ideal memory. Checked against double_buffer.csv and
/// tiled_gemm.csv of tests/Reference/systolic-ws.
/// </summary>
public static class TileSchedule
{
    /// <summary>Largest number of bytes or cycles of a tile, and of latency: sums over the largest list stay below 2^63.</summary>
    internal const long MaxNumber = 1L << 38;

    /// <summary>Runs a list of tiles.</summary>
    /// <param name="tiles">The tiles in order, at least one.</param>
    /// <param name="machine">The machine.</param>
    /// <returns>Where the time went.</returns>
    /// <exception cref="InputException">There is no tile, or a number is out of range.</exception>
    public static TileTimes Run(IReadOnlyList<TileWork> tiles, TileMachine machine)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        ArgumentNullException.ThrowIfNull(machine);
        if (tiles.Count == 0 || tiles.Count > TileList.MaxTiles)
            throw new InputException($"{tiles.Count} tiles: allowed are 1 to {TileList.MaxTiles}");
        Check("bytes per cycle", machine.Dram.BytesPerCycle, 1);
        Check("latency", machine.Dram.LatencyCycles, 0);
        Check("operand buffers", machine.OperandBuffers, 1);
        Check("output buffers", machine.OutputBuffers, 1);
        foreach (TileWork tile in tiles)
        {
            Check("bytes of operand A", tile.LoadABytes, 0);
            Check("bytes of operand B", tile.LoadBBytes, 0);
            Check("cycles of a tile", tile.ComputeCycles, 1);
            Check("bytes of a store", tile.StoreBytes, 0);
        }

        return TileRun.Of(tiles, machine);
    }

    private static void Check(string what, long value, long min)
    {
        if (value < min || value > MaxNumber)
            throw new InputException($"{what} = {value}: is out of range; allowed: {min} to {MaxNumber}");
    }
}
