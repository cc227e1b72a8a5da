using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Tiles;

/// <summary>The ways in which an array works on a tile. A program registers its own before it names them.</summary>
public static class TileArrays
{
    /// <summary>All of them.</summary>
    public static ChoiceTable<ITileArray> All { get; } = new(
        "variant",
        new FoldedTile("os_kstream", "output stationary; outputs leave before the next fold", FoldedTile.OutputStationary),
        new FoldedTile("os_kshadow", "output stationary with shadow accumulators", FoldedTile.OutputStationary, Math.Max),
        new CarryTile(),
        new FoldedTile("ws_serial", "weight stationary; weights enter after the last sum", FoldedTile.WeightStationary),
        new FoldedTile("ws_shadow", "weight stationary with shadow registers", FoldedTile.WeightStationary, Math.Max),
        new FoldedTile("is_serial", "input stationary; inputs enter after the last sum", FoldedTile.InputStationary),
        new FoldedTile("is_shadow", "input stationary with shadow registers", FoldedTile.InputStationary, Math.Max));
}
