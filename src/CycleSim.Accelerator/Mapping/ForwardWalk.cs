namespace CycleSim.Accelerator.Mapping;

/// <summary>Every loop runs from its first tile to its last.</summary>
internal static class ForwardWalk
{
    /// <summary>What becomes resident of the operand that does not depend on a dimension.</summary>
    /// <param name="grid">The tiles.</param>
    /// <param name="order">How loops are nested.</param>
    /// <param name="absent">The dimension that the operand does not have: N of A, M of B, K of C.</param>
    internal static OperandWalk Of(in TileGrid grid, LoopOrder order, GemmDimension absent)
    {
        (GemmDimension first, GemmDimension second) = PerDimension.Others(absent);
        Int128 repeats = Repeats(grid.Counts, order, absent);
        return new OperandWalk(
            repeats * grid.Sizes[first] * grid.Sizes[second], repeats * grid.Counts[first] * grid.Counts[second]);
    }

    /// <summary>A tile comes again in each iteration of the absent loop if a loop inside it moves to another tile in between.</summary>
    private static long Repeats(PerDimension counts, LoopOrder order, GemmDimension absent)
    {
        bool moves = absent != order.Inner && (counts[order.Inner] > 1 || (absent == order.Outer && counts[order.Middle] > 1));
        return moves ? counts[absent] : 1;
    }
}
