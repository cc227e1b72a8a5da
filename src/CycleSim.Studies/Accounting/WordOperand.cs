using System.Collections.Immutable;

namespace CycleSim.Studies.Accounting;

/// <summary>An operand whose lanes stand on words, and which sums over locations and slices.</summary>
/// <param name="locations">The words of each location in a slice.</param>
internal sealed class WordOperand(ImmutableArray<ImmutableArray<WordPiece>> locations) : Operand
{
    /// <summary>
    /// Words of a pixel, where the operand is windows of images. Counted in words, a fold then fetches all pixels of the channels that its
    /// lanes name, and at most its operands: where a window has several taps they share pixels, and which of them at the edges no window
    /// reaches is not looked at. 0 for other operands.
    /// </summary>
    public long Channels { get; init; }

    /// <inheritdoc />
    public override long Footprint(long first, long end, int unitWords)
    {
        if (Channels > 0 && unitWords == 1)
        {
            long touched = Math.Min(end - first, Channels);
            return Math.Min((end - first) * Depth, touched * (Structure.Words / Channels));
        }

        var union = new WordUnion(unitWords);
        foreach (ImmutableArray<WordPiece> location in locations)
        {
            foreach (WordPiece piece in location)
            {
                long from = Math.Max(piece.At, first);
                union.Add(piece.Word + from - piece.At, Math.Min(piece.At + piece.Length, end) - from);
            }
        }

        return union.TakeWords() * Structure.Slices;
    }
}
