namespace CycleSim.Device.Codes;

/// <summary>What a decoder makes of a word with some wrong bits.</summary>
/// <param name="Outcome">What it finds.</param>
/// <param name="FlippedBits">The bits that it flips: the wrong ones if it corrects, others if it miscorrects, else none.</param>
public sealed record Decoding(DecodeOutcome Outcome, IReadOnlyList<int> FlippedBits);
