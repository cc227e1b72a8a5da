namespace CycleSim.Device.WordErrors;

/// <summary>What a decoder makes of words with some number of wrong bits, on average over all such words.</summary>
internal interface IErrorOutcomes
{
    /// <summary>What becomes of words with more wrong bits than the code corrects.</summary>
    /// <param name="wrong">Number of wrong bits, above those that are corrected.</param>
    public WordOutcome Of(int wrong);
}
