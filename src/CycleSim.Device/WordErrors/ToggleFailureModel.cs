using CycleSim.Configuration.Text;
using CycleSim.Device.Codes;
using CycleSim.Device.Mathematics;
using CycleSim.Platform;

namespace CycleSim.Device.WordErrors;

/// <summary>
/// Words whose bits fail only where they toggle. A check bit is the parity of some data bits and toggles when an odd number of them does:
/// nearly half of the time, however rarely data toggles.
/// </summary>
public static class ToggleFailureModel
{
    /// <summary>The toggle probabilities that are allowed.</summary>
    public static readonly NumberRange ToggleProbabilities = new(0, 1);

    /// <summary>Failure of words after one write.</summary>
    /// <param name="code">The code.</param>
    /// <param name="toggleProbability">Probability that a data bit has to toggle, 0 to 1.</param>
    /// <param name="writeErrorRate">Probability that a write of a bit that has to toggle fails, 0 to below 1.</param>
    /// <exception cref="InputException">An argument is out of range.</exception>
    public static ToggleFailure At(ErrorCorrectingCode code, double toggleProbability, double writeErrorRate)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (!ToggleProbabilities.Contains(toggleProbability))
        {
            throw new InputException(FormattableString.Invariant(
                $"a toggle probability of {toggleProbability} is out of range; allowed: {ToggleProbabilities.Text}"));
        }

        double[] toggles = Toggles(code, toggleProbability);
        double mean = toggles.Average();
        return new()
        {
            ToggleProbability = toggleProbability,
            WriteErrorRate = writeErrorRate,
            DataBitErrorRate = toggleProbability * writeErrorRate,
            MeanBitErrorRate = mean * writeErrorRate,
            StationaryDataBitErrorRate = Stationary(toggleProbability, writeErrorRate),
            PulsesPerDataBit = toggles.Sum() / code.DataBits,
            Uncorrectable = MoreThan(code.CorrectableBits, toggles, writeErrorRate),
            UncorrectableAtMeanRate = WordFailureModel.Uncorrectable(code, mean * writeErrorRate),
            UncorrectableWhenAllFail = WordFailureModel.Uncorrectable(code, writeErrorRate),
        };
    }

    /// <summary>The write error rate that leaves data bits with a raw bit error rate.</summary>
    /// <param name="toggleProbability">Probability that a data bit has to toggle, 0 to 1.</param>
    /// <param name="dataBitErrorRate">Probability that a data bit is wrong after the write.</param>
    /// <returns>The rate, 0 to below 1; null where even writes that always fail leave fewer data bits wrong, or as many.</returns>
    public static double? WriteErrorRate(double toggleProbability, double dataBitErrorRate) =>
        dataBitErrorRate == 0 ? 0
        : dataBitErrorRate < toggleProbability ? dataBitErrorRate / toggleProbability
        : null;

    /// <summary>
    /// Rate p of wrong bits after many writes: it solves p = W ((1 - p) a + p (1 - a)), because a failed write leaves the old bit, right or
    /// wrong.
    /// </summary>
    private static double Stationary(double toggle, double failure) => toggle * failure / (1 - failure * (1 - 2 * toggle));

    /// <summary>The toggle probability of each bit of the codeword.</summary>
    private static double[] Toggles(ErrorCorrectingCode code, double data) =>
    [
        .. code.DataBitsPerCheck().Select(ones => Toggle(data, ones)),
        .. Enumerable.Repeat(data, code.DataBits),
    ];

    /// <summary>The toggle probability of the sum of some data bits, (1 - (1 - 2a)^ones) / 2, with all digits of small ones.</summary>
    private static double Toggle(double data, int ones) => data < 0.5
        ? -NearOne.ExpMinusOne(ones * NearOne.LogOnePlus(-2 * data)) / 2
        : (1 - Math.Pow(1 - 2 * data, ones)) / 2;

    /// <summary>Probability that more than some bits are wrong; each has a rate of its own. All terms are positive.</summary>
    private static double MoreThan(int limit, double[] toggles, double failure)
    {
        double[] counts = new double[toggles.Length + 1];
        counts[0] = 1;
        for (int bit = 0; bit < toggles.Length; bit++)
        {
            double rate = toggles[bit] * failure;
            for (int k = bit + 1; k > 0; k--)
                counts[k] = counts[k] * (1 - rate) + counts[k - 1] * rate;
            counts[0] *= 1 - rate;
        }

        return Math.Min(1, counts.Skip(limit + 1).Sum());
    }
}
