using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Mapping;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>Lines that tiles of the two operands of a product hold, counted once for each size.</summary>
/// <param name="product">The product.</param>
/// <param name="layouts">Layout of each tensor, by id.</param>
/// <param name="cuts">Where the product can be cut.</param>
internal sealed class OperandLines(GemmOperation product, IReadOnlyList<TensorLayout> layouts, ProductCuts cuts)
{
    private readonly Dictionary<(bool IsRows, long Lanes, long Depth, Edge Lane, Edge Part), TileLines> _known = [];

    /// <summary>Which ranges of a dimension.</summary>
    private enum Edge
    {
        All,
        First,
        Last,
    }

    /// <summary>The product.</summary>
    internal GemmOperation Product => product;

    /// <summary>Where it can be cut.</summary>
    internal ProductCuts Cuts => cuts;

    /// <summary>The lines of another product of the operation, which is cut alike.</summary>
    /// <param name="other">The product.</param>
    internal OperandLines In(GemmOperation other) => new(other, layouts, cuts);

    /// <summary>Lines of all tiles of an operand.</summary>
    /// <param name="isRows">Of the first operand, whose lanes are output rows.</param>
    /// <param name="lanes">Lanes of a tile.</param>
    /// <param name="depth">What is summed in it.</param>
    internal TileLines Of(bool isRows, long lanes, long depth) => Of(isRows, lanes, depth, Edge.All, Edge.All);

    /// <summary>
    /// Lines that are loaded of an operand. K is the inner loop: where it is in parts, each tile is loaded again for each tile of the
    /// dimension that the operand does not have. Where K is whole, the operand of the outer loop stays; where loops turn round, the tile
    /// at the turn does.
    /// </summary>
    /// <param name="isRows">Of the first operand.</param>
    /// <param name="tiling">Sizes of tiles.</param>
    /// <param name="tiles">The tiles.</param>
    internal long Loaded(bool isRows, GemmTiling tiling, ProductTiles tiles)
    {
        (long lanes, int own, int others) = isRows
            ? (tiling.Tm, tiles.M.Length, tiles.N.Length)
            : (tiling.Tn, tiles.N.Length, tiles.M.Length);
        bool isOuter = tiles.IsRowOuter == isRows;
        long once = Of(isRows, lanes, tiling.Tk).Total;
        if (!tiles.IsSerpentine)
            return tiles.K.Length == 1 && (isOuter || own == 1) ? once : others * once;

        // The loop over K ends alternately at its last and its first part. Where the outer loop turns, the loop inside it does, too; after
        // an even number of its steps the loop over K is back at its first part.
        Edge endOfK = isOuter || int.IsOddInteger(own) ? Edge.Last : Edge.First;
        (Edge oddLanes, Edge evenLanes) = isOuter ? (Edge.All, Edge.All) : (Edge.Last, Edge.First);
        return others * once - others / 2 * Of(isRows, lanes, tiling.Tk, oddLanes, endOfK).Total
            - (others - 1) / 2 * Of(isRows, lanes, tiling.Tk, evenLanes, Edge.First).Total;
    }

    private TileLines Of(bool isRows, long lanes, long depth, Edge lane, Edge part)
    {
        if (!_known.TryGetValue((isRows, lanes, depth, lane, part), out TileLines lines))
        {
            OperandView operand = isRows ? product.Rows : product.Columns;
            lines = TileFootprints.Count(
                operand, layouts[operand.Tensor.Id], At((isRows ? cuts.M : cuts.N).Ranges(lanes), lane), At(cuts.K.Ranges(depth), part));
            _known.Add((isRows, lanes, depth, lane, part), lines);
        }

        return lines;
    }

    private static IReadOnlyList<IndexRange> At(IReadOnlyList<IndexRange> ranges, Edge edge) => edge switch
    {
        Edge.First => [ranges[0]],
        Edge.Last => [ranges[^1]],
        _ => ranges,
    };
}
