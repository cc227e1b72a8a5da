using System.Collections.Immutable;

namespace CycleSim.Studies.Accounting;

/// <summary>An operand whose lanes are pairs of a location and a slice: windows of images, kernels of output channels.</summary>
/// <param name="locations">The words of each location in a slice.</param>
internal sealed class LocationOperand(ImmutableArray<ImmutableArray<WordPiece>> locations) : Operand
{
    /// <inheritdoc />
    public override long Footprint(long first, long end, int unitWords)
    {
        var union = new WordUnion(unitWords);
        return new PairLanes(Structure.Slices).Words(first, end, union, location =>
        {
            foreach (WordPiece piece in locations[(int)location])
                union.Add(piece.Word, piece.Length);
        });
    }
}
