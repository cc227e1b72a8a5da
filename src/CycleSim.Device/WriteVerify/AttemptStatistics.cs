using CycleSim.Device.Mathematics;
using CycleSim.Platform;

namespace CycleSim.Device.WriteVerify;

/// <summary>
/// Writing with verification: after each attempt a read, taken as right, finds the bits that are still wrong, and those are written again,
/// up to a number of attempts. What a bit and a word of bits need, in closed form. A bit that is not to toggle cannot fail.
/// </summary>
public sealed class AttemptStatistics
{
    /// <summary>Largest number of attempts.</summary>
    public const int MaxAttempts = 64;

    /// <summary>Largest word in bits.</summary>
    public const int MaxWordBits = 1 << 20;

    private readonly double[] _failures;
    private readonly int _bits;
    private readonly double _toggle;

    /// <summary>Statistics of attempts.</summary>
    /// <param name="failures">
    /// For k = 1, 2... the probability that k attempts on a toggling bit fail in a row: E[W^k] over the cells. Each 0 to 1, not rising.
    /// </param>
    /// <param name="wordBits">Bits of a word, 1 to <see cref="MaxWordBits"/>.</param>
    /// <param name="toggleProbability">Probability that a bit has to toggle, 0 to 1.</param>
    /// <exception cref="InputException">An argument is out of range.</exception>
    public AttemptStatistics(IReadOnlyList<double> failures, int wordBits, double toggleProbability)
    {
        ArgumentNullException.ThrowIfNull(failures);
        if (!(failures.Count is >= 1 and <= MaxAttempts))
            throw OutOfRange("number of attempts", failures.Count, 1, MaxAttempts);
        if (!(wordBits is >= 1 and <= MaxWordBits))
            throw OutOfRange("word in bits", wordBits, 1, MaxWordBits);
        if (!(toggleProbability is >= 0 and <= 1))
            throw OutOfRange("toggle probability", toggleProbability, 0, 1);
        foreach (double failure in failures)
            if (!(failure is >= 0 and <= 1))
                throw OutOfRange("write error rate", failure, 0, 1);
        _failures = [.. failures];
        _bits = wordBits;
        _toggle = toggleProbability;
    }

    /// <summary>Attempts that are allowed, n.</summary>
    public int Attempts => _failures.Length;

    /// <summary>Probability that a toggling bit is still wrong after the last attempt.</summary>
    public double ResidualRate => _failures[^1];

    /// <summary>
    /// The residual rate over that of attempts that fail independently: how much worse it is to try the same cell again; null where these
    /// never fail.
    /// </summary>
    public double? ResidualOverIndependent => Attempts == 1 ? 1
        : Math.Pow(_failures[0], Attempts) is > 0 and double independent ? ResidualRate / independent : null;

    /// <summary>Mean pulses on a toggling bit.</summary>
    public double PulsesPerTogglingBit => 1 + _failures.Take(Attempts - 1).Sum();

    /// <summary>Mean attempts on a word; the first always happens.</summary>
    public double MeanAttempts => 1 + Enumerable.Range(1, Attempts - 1).Sum(NeedsMoreThan);

    /// <summary>Standard deviation of the attempts on a word.</summary>
    public double DeviationOfAttempts
    {
        get
        {
            // E[N²] - E[N]² as a sum without differences: N - 1 counts the k that N exceeds, and who exceeds l exceeds k < l too.
            double sum = 0;
            double done = 0;
            for (int k = 1; k < Attempts; k++)
            {
                double doneNow = Math.Exp(_bits * NearOne.LogOnePlus(-_toggle * _failures[k - 1]));
                sum += NeedsMoreThan(k) * (doneNow + 2 * done);
                done += doneNow;
            }

            return Math.Sqrt(sum);
        }
    }

    /// <summary>Probability that the first attempt on a word leaves a wrong bit.</summary>
    public double NeedsSecondAttempt => NeedsMoreThan(1);

    /// <summary>Probability that a word uses all attempts.</summary>
    public double UsesLastAttempt => Attempts == 1 ? 1 : NeedsMoreThan(Attempts - 1);

    /// <summary>Probability that a word is still wrong after the last attempt.</summary>
    public double Unfinished => NeedsMoreThan(Attempts);

    /// <summary>Mean pulses on a word when only failing bits are written again.</summary>
    public double PulsesOfFailingBits => _bits * _toggle * PulsesPerTogglingBit;

    /// <summary>Mean pulses on a word when all toggling bits are written again.</summary>
    public double PulsesOfTogglingBits => _bits * _toggle * (1 + Enumerable.Range(1, Attempts - 1).Sum(TogglingBitRepeats));

    /// <summary>Mean pulses on a word when all bits are written again.</summary>
    public double PulsesOfAllBits => _bits * MeanAttempts;

    /// <summary>Mean time of a word in ns, every attempt with its verification.</summary>
    /// <param name="pulseNs">Pulse width in ns.</param>
    /// <param name="verifyNs">Time of a verification in ns.</param>
    public double MeanLatencyNs(double pulseNs, double verifyNs) => MeanAttempts * (pulseNs + verifyNs);

    /// <summary>Longest time of a word in ns: all attempts, every one with its verification.</summary>
    /// <param name="pulseNs">Pulse width in ns.</param>
    /// <param name="verifyNs">Time of a verification in ns.</param>
    public double MaxLatencyNs(double pulseNs, double verifyNs) => Attempts * (pulseNs + verifyNs);

    /// <summary>Mean write energy of a stored bit in pJ, when only failing bits are written again.</summary>
    /// <param name="pulsePj">Energy of a pulse in pJ.</param>
    public double StoredBitPj(double pulsePj) => StoredBitPj(pulsePj, _toggle);

    /// <summary>The same where bits toggle with another probability.</summary>
    /// <param name="pulsePj">Energy of a pulse in pJ.</param>
    /// <param name="toggleProbability">Probability that a bit has to toggle.</param>
    public double StoredBitPj(double pulsePj, double toggleProbability) => toggleProbability * PulsesPerTogglingBit * pulsePj;

    /// <summary>Mean write energy of a word in pJ, when only failing bits are written again.</summary>
    /// <param name="pulsePj">Energy of a pulse in pJ.</param>
    public double MeanWordPj(double pulsePj) => PulsesOfFailingBits * pulsePj;

    /// <summary>Largest write energy of a word in pJ: every attempt pulses all bits.</summary>
    /// <param name="pulsePj">Energy of a pulse in pJ.</param>
    public double MaxWordPj(double pulsePj) => (double)_bits * Attempts * pulsePj;

    /// <summary>Equal cells whose attempts are independent.</summary>
    /// <param name="writeErrorRate">Rate of one attempt, 0 to 1.</param>
    /// <param name="attempts">Attempts that are allowed.</param>
    /// <param name="wordBits">Bits of a word.</param>
    /// <param name="toggleProbability">Probability that a bit has to toggle.</param>
    /// <exception cref="InputException">An argument is out of range.</exception>
    public static AttemptStatistics OfEqualCells(double writeErrorRate, int attempts, int wordBits, double toggleProbability) =>
        attempts is >= 1 and <= MaxAttempts
            ? new([.. Enumerable.Range(1, attempts).Select(k => Math.Pow(writeErrorRate, k))], wordBits, toggleProbability)
            : throw OutOfRange("number of attempts", attempts, 1, MaxAttempts);

    private static InputException OutOfRange(string name, double value, double min, double max) => new(
        FormattableString.Invariant($"a {name} of {value:G6} is out of range; allowed: {min} to {max}"));

    /// <summary>Probability that a bit of the word is wrong after k attempts.</summary>
    private double NeedsMoreThan(int attempts) => NearOne.AtLeastOne(_toggle * _failures[attempts - 1], _bits);

    /// <summary>Probability that a toggling bit is pulsed again after k attempts: it or another bit of the word is wrong.</summary>
    private double TogglingBitRepeats(int attempts)
    {
        double failure = _failures[attempts - 1];
        return failure + (1 - failure) * NearOne.AtLeastOne(_toggle * failure, _bits - 1);
    }
}
