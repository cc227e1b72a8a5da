using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Mapping;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tiles;

/// <summary>The tiles of a product in the order of its loops; those at an edge are smaller.</summary>
/// <param name="grid">The product in tiles.</param>
/// <param name="order">The loops.</param>
/// <param name="direction">In which direction they run.</param>
internal sealed class TileLoop(TileGrid grid, LoopOrder order, TileDirection direction = TileDirection.Forward)
{
    /// <summary>All tiles.</summary>
    internal IEnumerable<GemmTile> Tiles()
    {
        for (long outer = 0; outer < grid.Counts[order.Outer]; outer++)
            for (long middle = 0; middle < grid.Counts[order.Middle]; middle++)
                for (long inner = 0; inner < grid.Counts[order.Inner]; inner++)
                    yield return At(default(PerDimension).With(order.Outer, outer).With(order.Middle, middle).With(order.Inner, inner));
    }

    /// <param name="step">The step of each loop.</param>
    private GemmTile At(PerDimension step)
    {
        long run = step[order.Outer] * grid.Counts[order.Middle] + step[order.Middle];
        PerDimension index = step.With(order.Middle, Turned(order.Middle, step, step[order.Outer]))
            .With(order.Inner, Turned(order.Inner, step, run));
        return new GemmTile(
            index.M, index.N, index.K, SizeOf(GemmDimension.M, index), SizeOf(GemmDimension.N, index), SizeOf(GemmDimension.K, index),
            step.K + 1 == grid.Counts.K);
    }

    private long Turned(GemmDimension dimension, PerDimension step, long run) => direction == TileDirection.Serpentine
        ? SerpentineLoop.At(step[dimension], grid.Counts[dimension], run)
        : step[dimension];

    private long SizeOf(GemmDimension dimension, PerDimension index) =>
        index[dimension] + 1 == grid.Counts[dimension] ? grid.Last(dimension) : grid.Tiles[dimension];
}
