using System.Collections.Immutable;
using CsCheck;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Mapping;
using CycleSim.Accelerator.Tests.Mapping;
using CycleSim.Accelerator.Tiles;
using CycleSim.Properties;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Tiles;

/// <summary>The order of tiles, forward and where loops turn round, against loops that are stepped one by one.</summary>
public class TileLoopTests
{
    private static Gen<(GemmShape Shape, GemmTiling Tiling, TileDirection Direction)> Cases =>
        from m in Gen.Long[1, 30]
        from n in Gen.Long[1, 30]
        from k in Gen.Long[1, 30]
        from tm in Gen.Long[1, 30]
        from tn in Gen.Long[1, 30]
        from tk in Gen.Long[1, 30]
        from direction in Gen.Enum<TileDirection>()
        select (new GemmShape(m, n, k), new GemmTiling(tm, tn, tk), direction);

    [Fact]
    [Trait("kind", "property")]
    public void Tiles_come_in_the_order_of_the_loops() =>
        Cases.ForAll(
            c =>
            {
                var grid = TileGrid.Of(c.Shape, c.Tiling);
                bool isSerpentine = c.Direction == TileDirection.Serpentine;
                foreach (LoopOrder order in LoopOrder.All)
                {
                    GemmTile[] tiles = [.. new TileLoop(grid, order, c.Direction).Tiles()];
                    Assert.Equal(
                        TileStepper.Steps(c.Shape, c.Tiling, order.Name, isSerpentine),
                        tiles.Select(tile => (tile.IndexM, tile.IndexN, tile.IndexK)));
                    Assert.Equal(c.Shape.M * c.Shape.N * c.Shape.K, tiles.Sum(tile => tile.M * tile.N * tile.K));
                    CheckCompletion(tiles);
                }
            },
            cases: 100);

    [Fact]
    [Trait("kind", "property")]
    public void Tiles_of_operations_come_in_the_same_order() =>
        Cases.ForAll(
            c =>
            {
                var grid = TileGrid.Of(c.Shape, c.Tiling);
                foreach (LoopOrder order in LoopOrder.All.Where(order => order.Inner == GemmDimension.K))
                {
                    var tiles = new ProductTiles(
                        Ranges(grid, GemmDimension.M), Ranges(grid, GemmDimension.N), Ranges(grid, GemmDimension.K),
                        order.Outer == GemmDimension.M)
                    {
                        IsSerpentine = c.Direction == TileDirection.Serpentine,
                    };
                    GemmTile[] expected = [.. new TileLoop(grid, order, c.Direction).Tiles()];
                    Assert.Equal(
                        expected.Select(tile => new TileIndex((int)tile.IndexM, (int)tile.IndexN, (int)tile.IndexK)), tiles.All());
                    Assert.Equal(expected.Select(tile => tile.IsLastOfK), tiles.All().Select(tiles.IsLast));
                    Assert.Equal(expected.Select(tile => IsFirst(expected, tile)), tiles.All().Select(tiles.IsFirst));
                }
            },
            cases: 100);

    /// <summary>Of the tiles of each output the last one, and no other, completes it.</summary>
    private static void CheckCompletion(GemmTile[] tiles)
    {
        foreach (IGrouping<(long, long), GemmTile> output in tiles.GroupBy(tile => (tile.IndexM, tile.IndexN)))
            Assert.Equal([output.Last()], output.Where(tile => tile.IsLastOfK));
    }

    private static bool IsFirst(GemmTile[] tiles, GemmTile tile) =>
        Array.Find(tiles, other => (other.IndexM, other.IndexN) == (tile.IndexM, tile.IndexN)) == tile;

    private static ImmutableArray<IndexRange> Ranges(TileGrid grid, GemmDimension dimension) =>
    [
        .. Enumerable.Range(0, (int)grid.Counts[dimension]).Select(i => new IndexRange(
            i * grid.Tiles[dimension], i + 1 == grid.Counts[dimension] ? grid.Last(dimension) : grid.Tiles[dimension])),
    ];
}
