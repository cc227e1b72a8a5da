namespace CycleSim.Device.Codes;

/// <summary>Finds the bits of a received word that are wrong, up to as many as the code corrects.</summary>
internal interface IErrorLocator
{
    /// <summary>The wrong bits, or null when no codeword is near enough.</summary>
    /// <param name="syndrome">The syndrome of the word, not 0.</param>
    public IReadOnlyList<int>? Locate(ReadOnlySpan<ulong> syndrome);
}
