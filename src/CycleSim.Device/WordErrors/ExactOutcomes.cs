using System.Numerics;
using CycleSim.Device.Codes;

namespace CycleSim.Device.WordErrors;

/// <summary>
/// Outcomes counted exactly: a word with j wrong bits is miscorrected when it differs in s bits, up to t, from a codeword of some weight w:
/// with i of the s among the codeword's ones, j = w - 2 i + s. Not thread-safe.
/// </summary>
internal sealed class ExactOutcomes(ErrorCorrectingCode code) : IErrorOutcomes
{
    // Digits of a share: bits beyond those of a double.
    private const int ShareBits = 80;

    private readonly WeightEnumerator _weights = WeightEnumerator.Of(code);
    private readonly List<WordOutcome> _known = [];
    private BigInteger _words = BigInteger.One;

    public WordOutcome Of(int wrong)
    {
        while (_known.Count <= wrong)
        {
            int next = _known.Count;
            if (next > 0)
                _words = _words * (code.CodewordBits - next + 1) / next;
            _known.Add(next <= code.CorrectableBits ? default : Counted(next));
        }

        return _known[wrong];
    }

    /// <summary>The number of codewords with some number of ones.</summary>
    internal BigInteger CodewordsOfWeight(int weight) => _weights.Count(weight);

    private WordOutcome Counted(int wrong)
    {
        BigInteger miscorrected = BigInteger.Zero;
        BigInteger wrongBits = BigInteger.Zero;
        for (int differing = 0; differing <= code.CorrectableBits; differing++)
        {
            for (int among = 0; among <= differing; among++)
            {
                int weight = wrong + 2 * among - differing;
                if (weight < code.MinDistance || weight > code.CodewordBits)
                    continue;
                BigInteger words = _weights.Count(weight) * Choose(weight, among)
                    * Choose(code.CodewordBits - weight, differing - among);
                miscorrected += words;
                wrongBits += words * weight;
            }
        }

        BigInteger detected = _words - miscorrected;
        return new(Share(detected), Share(miscorrected), Share(wrongBits + detected * wrong));
    }

    private double Share(BigInteger words) => Math.ScaleB((double)((words << ShareBits) / _words), -ShareBits);

    private static BigInteger Choose(int from, int count)
    {
        BigInteger ways = BigInteger.One;
        for (int k = 0; k < count; k++)
            ways = ways * (from - k) / (k + 1);
        return ways;
    }
}
