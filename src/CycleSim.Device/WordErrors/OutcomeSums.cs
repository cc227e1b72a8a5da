namespace CycleSim.Device.WordErrors;

/// <summary>Sums of outcomes over the numbers of wrong bits.</summary>
/// <param name="outcomes">What becomes of each number.</param>
internal sealed class OutcomeSums(IErrorOutcomes outcomes)
{
    internal double Detected { get; private set; }

    internal double Miscorrected { get; private set; }

    internal double WrongBits { get; private set; }

    internal void Add(int wrong, double probability)
    {
        WordOutcome outcome = outcomes.Of(wrong);
        Detected += probability * outcome.Detected;
        Miscorrected += probability * outcome.Miscorrected;
        WrongBits += probability * outcome.WrongBits;
    }

    /// <summary>Whether a probability is too small to change a sum.</summary>
    internal bool IsNegligible(double probability) => probability <= 1e-17 * Miscorrected;
}
