namespace CycleSim.Studies.Accounting;

/// <summary>Words that follow each other both in an operand and in a slice of its structure.</summary>
/// <param name="At">First word of the operand's word axis.</param>
/// <param name="Word">First word of the slice.</param>
/// <param name="Length">How many.</param>
internal readonly record struct WordPiece(long At, long Word, long Length);
