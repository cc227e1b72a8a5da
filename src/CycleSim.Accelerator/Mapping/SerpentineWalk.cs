namespace CycleSim.Accelerator.Mapping;

/// <summary>
/// The middle and the inner loop turn round: each runs against the direction of its last run, so that from one step to the next one loop
/// alone moves, by one tile. The operand without that dimension keeps its tile, also where a loop turns.
/// </summary>
internal static class SerpentineWalk
{
    /// <summary>What becomes resident of the operand that does not depend on a dimension.</summary>
    /// <param name="grid">The tiles.</param>
    /// <param name="order">How loops are nested.</param>
    /// <param name="absent">The dimension that the operand does not have: N of A, M of B, K of C.</param>
    internal static OperandWalk Of(in TileGrid grid, LoopOrder order, GemmDimension absent)
    {
        if (absent == order.Inner)
            return EachOnce(grid, order);
        return absent == order.Middle ? StaysWhereInnerTurns(grid, order) : StaysWhereMiddleTurns(grid, order);
    }

    private static OperandWalk EachOnce(in TileGrid grid, LoopOrder order) => new(
        (Int128)grid.Sizes[order.Outer] * grid.Sizes[order.Middle], (Int128)grid.Counts[order.Outer] * grid.Counts[order.Middle]);

    /// <summary>
    /// The inner loop runs once for each tile of the middle one, and at each turn in between its tile stays: alternately the last and the
    /// first. In which it starts does not matter: an odd number of runs has as many turns at either end, and after an even number the inner
    /// loop is back at its first tile.
    /// </summary>
    private static OperandWalk StaysWhereInnerTurns(in TileGrid grid, LoopOrder order)
    {
        long runs = grid.Counts[order.Middle];
        Int128 stays = (Int128)(runs / 2) * grid.Last(order.Inner) + (Int128)((runs - 1) / 2) * grid.Tiles[order.Inner];
        Int128 words = (Int128)runs * grid.Sizes[order.Inner] - stays;
        Int128 tiles = (Int128)runs * grid.Counts[order.Inner] - (runs - 1);
        return new OperandWalk(grid.Sizes[order.Outer] * words, grid.Counts[order.Outer] * tiles);
    }

    /// <summary>
    /// All tiles come once for each tile of the outer loop, and where it moves the tile at the turn stays. Turn 1, 3, 5, ... is at the last
    /// tile of the middle loop, and of the inner loop at the last one if that has made an odd number of runs. Turn 2, 4, ... is at the
    /// first tile of both.
    /// </summary>
    private static OperandWalk StaysWhereMiddleTurns(in TileGrid grid, LoopOrder order)
    {
        long runs = grid.Counts[order.Outer];
        bool endsAtLast = long.IsOddInteger(grid.Counts[order.Middle]);
        long inner = endsAtLast ? grid.Last(order.Inner) : grid.Tiles[order.Inner];
        Int128 odd = (Int128)(runs / 2) * grid.Last(order.Middle) * inner;
        Int128 even = (Int128)((runs - 1) / 2) * grid.Tiles[order.Middle] * grid.Tiles[order.Inner];
        Int128 words = (Int128)runs * grid.Sizes[order.Middle] * grid.Sizes[order.Inner] - odd - even;
        return new OperandWalk(words, (Int128)runs * grid.Counts[order.Middle] * grid.Counts[order.Inner] - (runs - 1));
    }
}
