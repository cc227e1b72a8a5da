namespace CycleSim.Device.Codes;

/// <summary>What a decoder makes of a word with some wrong bits.</summary>
/// <param name="Outcome">What it finds.</param>
/// <param name="FlippedBits">The bits that it flips: those that were wrong if it corrects, others if it miscorrects, none otherwise.</param>
public sealed record Decoding(DecodeOutcome Outcome, IReadOnlyList<int> FlippedBits);
