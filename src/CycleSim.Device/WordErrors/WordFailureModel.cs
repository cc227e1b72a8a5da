using System.Numerics;
using CycleSim.Configuration.Text;
using CycleSim.Device.Codes;
using CycleSim.Platform;

namespace CycleSim.Device.WordErrors;

/// <summary>
/// Failure of words whose bits err independently at one rate, behind a bounded-distance decoder. Not thread-safe: what was counted for one
/// rate serves the next.
/// </summary>
public sealed class WordFailureModel
{
    /// <summary>The raw bit error rates that are allowed.</summary>
    public static readonly NumberRange RawBitErrorRates = new(0, 1) { ExcludesMax = true };

    private readonly Lazy<ExactOutcomes>? _exact;
    private readonly UniformOutcomes _uniform;

    /// <summary>A model of one code.</summary>
    /// <param name="code">The code.</param>
    public WordFailureModel(ErrorCorrectingCode code)
    {
        ArgumentNullException.ThrowIfNull(code);
        Code = code;
        _exact = WeightEnumerator.Exists(code) ? new(() => new(code)) : null;
        _uniform = new(code);
    }

    /// <summary>The code.</summary>
    public ErrorCorrectingCode Code { get; }

    /// <summary>
    /// All probabilities at a raw bit error rate; the first call may take a second where 30 check bits and more are
    /// counted.
    /// </summary>
    /// <param name="rawBitErrorRate">Probability that a bit is wrong, 0 to below 1.</param>
    /// <exception cref="InputException">The rate is out of range.</exception>
    public WordFailure At(double rawBitErrorRate)
    {
        CheckRate(rawBitErrorRate);
        OutcomeSums uniform = new(_uniform);
        OutcomeSums? exact = _exact is null ? null : new(_exact.Value);
        (double failing, double wrong) = Tail(Code, rawBitErrorRate, (count, probability) =>
        {
            uniform.Add(count, probability);
            exact?.Add(count, probability);
            return uniform.IsNegligible(probability) && exact?.IsNegligible(probability) != false;
        });
        int bits = Code.CodewordBits;
        return new()
        {
            RawBitErrorRate = rawBitErrorRate,
            Uncorrectable = failing,
            Detected = Math.Min(1, (exact ?? uniform).Detected),
            Miscorrected = exact is null ? null : Math.Min(1, exact.Miscorrected),
            MiscorrectedUniform = Math.Min(1, uniform.Miscorrected),
            BitErrorRate = wrong / bits,
            BitErrorRateUpperBound = Math.Min(1, (wrong + Code.CorrectableBits * failing) / bits),
            BitErrorRateExact = exact?.WrongBits / bits,
            BitErrorRateUniform = uniform.WrongBits / bits,
        };
    }

    /// <summary>The number of codewords with some number of ones; null with more than 32 check bits.</summary>
    /// <param name="weight">The number of ones.</param>
    public BigInteger? CodewordsOfWeight(int weight) => _exact?.Value.CodewordsOfWeight(weight);

    /// <summary>Probability that more bits of a word are wrong than the code corrects.</summary>
    /// <param name="code">The code.</param>
    /// <param name="rawBitErrorRate">Probability that a bit is wrong, 0 to below 1.</param>
    /// <exception cref="InputException">The rate is out of range.</exception>
    public static double Uncorrectable(ErrorCorrectingCode code, double rawBitErrorRate)
    {
        CheckRate(rawBitErrorRate);
        return Tail(code, rawBitErrorRate, (_, _) => true).Failing;
    }

    /// <summary>Share of wrong bits of codewords after decoding, when uncorrectable words are handed on as they were read.</summary>
    /// <param name="code">The code.</param>
    /// <param name="rawBitErrorRate">Probability that a bit is wrong, 0 to below 1.</param>
    /// <exception cref="InputException">The rate is out of range.</exception>
    public static double BitErrorRate(ErrorCorrectingCode code, double rawBitErrorRate)
    {
        CheckRate(rawBitErrorRate);
        return Tail(code, rawBitErrorRate, (_, _) => true).WrongBits / code.CodewordBits;
    }

    /// <summary>Words beyond correction, summed upward: 1 less the others would have no digits at small rates.</summary>
    private static (double Failing, double WrongBits) Tail(
        ErrorCorrectingCode code, double rate, Func<int, double, bool> isLastOf)
    {
        double failing = 0;
        double wrong = 0;
        BinomialTerms terms = new(code.CodewordBits, rate);
        while (terms.Advance())
        {
            if (terms.Wrong <= code.CorrectableBits)
                continue;
            double probability = terms.Probability;
            failing += probability;
            wrong += terms.Wrong * probability;
            if (isLastOf(terms.Wrong, probability) && terms.IsPastMode && probability <= 1e-17 * failing)
                break;
        }

        // Rounding of many terms may lead above 1.
        return (Math.Min(1, failing), Math.Min(code.CodewordBits, wrong));
    }

    private static void CheckRate(double rate)
    {
        if (!RawBitErrorRates.Contains(rate))
        {
            throw new InputException(FormattableString.Invariant(
                $"a bit error rate of {rate} is out of range; allowed: {RawBitErrorRates.Text}"));
        }
    }
}
