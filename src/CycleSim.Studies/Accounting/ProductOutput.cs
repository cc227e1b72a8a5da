using System.Collections.Immutable;

namespace CycleSim.Studies.Accounting;

/// <summary>Where outputs of a product go: rows are pairs of a location and a slice, columns are words that follow each other.</summary>
/// <param name="Structure">The structure.</param>
/// <param name="FirstWords">First word of each location in a slice.</param>
internal sealed record ProductOutput(AccountStructure Structure, ImmutableArray<long> FirstWords)
{
    /// <summary>Words of the outputs of a fold, each unit of DRAM once.</summary>
    /// <param name="rows">First row and the one after the last.</param>
    /// <param name="columns">First column and the one after the last.</param>
    /// <param name="unitWords">Words of a unit.</param>
    public long Footprint((long First, long End) rows, (long First, long End) columns, int unitWords)
    {
        var union = new WordUnion(unitWords);
        return new PairLanes(Structure.Slices).Words(rows.First, rows.End, union, location =>
            union.Add(FirstWords[(int)location] + columns.First, columns.End - columns.First));
    }
}
