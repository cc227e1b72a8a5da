using System.Collections.Immutable;

namespace CycleSim.Studies.Accounting;

/// <summary>An operand whose lanes are pairs of a place and a slice: windows of images, kernels of output channels.</summary>
/// <param name="places">The words of each place in a slice.</param>
internal sealed class PlaceOperand(ImmutableArray<ImmutableArray<WordPiece>> places) : Operand
{
    /// <inheritdoc />
    public override long Footprint(long first, long end, int unitWords)
    {
        var union = new WordUnion(unitWords);
        return new PairLanes(Structure.Slices).Words(first, end, union, place =>
        {
            foreach (WordPiece piece in places[(int)place])
                union.Add(piece.Word, piece.Length);
        });
    }
}
