namespace CycleSim.Device.Codes;

/// <summary>What a decoder found. It cannot tell a word that it miscorrects from one that it corrects.</summary>
public enum DecodeOutcome
{
    /// <summary>The word is a codeword and stays as it is.</summary>
    Codeword,

    /// <summary>A codeword lies within the number of errors that the code corrects; the word is now that.</summary>
    Corrected,

    /// <summary>None does; the word stays as it is.</summary>
    Detected,
}
