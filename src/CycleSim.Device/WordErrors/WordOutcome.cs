namespace CycleSim.Device.WordErrors;

/// <summary>What becomes of words with a number of wrong bits.</summary>
/// <param name="Detected">Share of the words in which the decoder sees errors and gives up.</param>
/// <param name="Miscorrected">Share of the words that it takes for another codeword, or that are one.</param>
/// <param name="WrongBits">Mean number of wrong bits of the codeword after decoding; a detected word stays as it is.</param>
internal readonly record struct WordOutcome(double Detected, double Miscorrected, double WrongBits);
