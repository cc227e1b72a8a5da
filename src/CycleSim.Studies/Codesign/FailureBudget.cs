using CycleSim.Device.Codes;
using CycleSim.Device.WordErrors;
using CycleSim.Platform;

namespace CycleSim.Studies.Codesign;

/// <summary>
/// How often the bits of a line that must be right may be wrong when they are read: by errors of their write, and by what thermal noise
/// turned over since, together and after the code.
/// </summary>
/// <param name="LineFailure">Probability of a wrong line that must not be exceeded.</param>
/// <param name="LineBits">Data bits of a line.</param>
public sealed record FailureBudget(double LineFailure, int LineBits)
{
    private const double BitsPerByte = 8;

    /// <summary>Probability that a bit has to toggle when it is written: data are taken as random.</summary>
    public const double ToggleProbability = 0.5;

    /// <summary>The raw bit error rate that a code may have.</summary>
    /// <param name="code">The code.</param>
    /// <exception cref="InputException">The failure rate is out of range.</exception>
    public double AllowedRawBitErrorRate(ErrorCorrectingCode code) =>
        new FailureTarget(TargetKind.Memory, LineFailure, LineBits / BitsPerByte).AllowedRawBitErrorRate(code);

    /// <summary>Probability of a wrong line.</summary>
    /// <param name="code">The code.</param>
    /// <param name="rawBitErrorRate">Probability that a stored bit is wrong.</param>
    /// <param name="lineBits">Data bits of the line.</param>
    public static double LineFailureOf(ErrorCorrectingCode code, double rawBitErrorRate, int lineBits)
    {
        ArgumentNullException.ThrowIfNull(code);
        double word = WordFailureModel.Uncorrectable(code, rawBitErrorRate);
        int words = lineBits / code.DataBits;

        // 1 - (1 - p)^n; for a small p its first two terms, where the difference would have no digits.
        return word < 1e-8 ? words * word * (1 - (words - 1) * word / 2) : 1 - Math.Pow(1 - word, words);
    }
}
