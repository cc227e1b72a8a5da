using System.Collections.Immutable;
using CycleSim.Accelerator.Machine;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>
/// Estimates how long the tiles of a product take: DRAM at its peak bandwidth, the array without stalls. Where tiles overlap, the longer of
/// both counts, behind the operands of the first tile and before the outputs of the last; elsewhere their sum.
/// </summary>
/// <param name="machine">The machine.</param>
internal sealed class TileTimeEstimate(MachineSpec machine)
{
    private readonly double _cyclesPerLine =
        machine.Scratchpad.LineBytes * 1e3 / (machine.DramPeakGbPerS * machine.ClockPeriodPs);

    /// <summary>Core cycles of lines that move while nothing is computed.</summary>
    internal double CyclesOf(long lines) => lines * _cyclesPerLine;

    /// <summary>Core cycles of all tiles.</summary>
    /// <param name="tiles">The tiles.</param>
    /// <param name="loads">DRAM lines that are loaded for all of them.</param>
    /// <param name="firstLoads">Those of the first tile.</param>
    /// <param name="stores">DRAM lines that are stored.</param>
    internal double Cycles(ProductTiles tiles, long loads, double firstLoads, long stores)
    {
        double array = ArrayCycles(tiles);
        if (machine.Overlap.OperandBuffers == 1)
            return array + (loads + stores) * _cyclesPerLine;
        double lastStores = (double)stores / (tiles.M.Length * tiles.N.Length);
        double meanwhile = (loads - firstLoads + stores - lastStores) * _cyclesPerLine;
        return (firstLoads + lastStores) * _cyclesPerLine + Math.Max(array, meanwhile);
    }

    /// <summary>Tiles of one size take equally long.</summary>
    private double ArrayCycles(ProductTiles tiles)
    {
        double cycles = 0;
        foreach ((long m, int rows) in Sizes(tiles.M))
            foreach ((long n, int columns) in Sizes(tiles.N))
                foreach ((long k, int parts) in Sizes(tiles.K))
                    cycles += (double)rows * columns * parts * machine.Array.Cycles(m, n, k);
        return cycles;
    }

    private static IEnumerable<(long Size, int Count)> Sizes(ImmutableArray<IndexRange> ranges) =>
        ranges.CountBy(range => range.Count).Select(size => (size.Key, size.Value));
}
