using System.Numerics;
using CycleSim.Device.Codes;

namespace CycleSim.Device.WordErrors;

/// <summary>
/// Outcomes without counting: the syndrome of a word beyond correction is taken as any, all alike; with an overall parity as any of the
/// right parity, and words with t + 1 wrong bits are always detected.
/// </summary>
internal sealed class UniformOutcomes : IErrorOutcomes
{
    private readonly ErrorCorrectingCode _code;
    private readonly double[] _shares;

    internal UniformOutcomes(ErrorCorrectingCode code)
    {
        _code = code;
        int syndromeBits = code.CheckBits - (code.HasOnlyEvenWeights ? 1 : 0);
        _shares = new double[code.CorrectableBits + 1];
        BigInteger patterns = BigInteger.One;
        for (int s = 0; s < _shares.Length; s++)
        {
            _shares[s] = Math.ScaleB((double)patterns, -syndromeBits);
            patterns = patterns * (code.CodewordBits - s) / (s + 1);
        }
    }

    public WordOutcome Of(int wrong)
    {
        if (_code.HasOnlyEvenWeights && wrong == _code.CorrectableBits + 1)
            return new(1, 0, wrong);
        double miscorrected = 0;
        double added = 0;
        for (int s = 0; s < _shares.Length; s++)
        {
            if (_code.HasOnlyEvenWeights && (s ^ wrong) % 2 != 0)
                continue;
            miscorrected += _shares[s];

            // The decoder flips s bits anywhere: those that were wrong become right.
            added += _shares[s] * (s - 2.0 * s * wrong / _code.CodewordBits);
        }

        return new(1 - miscorrected, miscorrected, wrong + added);
    }
}
