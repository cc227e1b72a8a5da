using System.Numerics;

namespace CycleSim.Device.Codes;

/// <summary>
/// How many codewords have each weight, exactly: from the weights of the dual code by MacWilliams' identity (F. J. MacWilliams, Bell Syst.
/// Tech. J. 42, 79 (1963)). Small weights come first, and larger ones only when they are asked for. Not thread-safe.
/// </summary>
internal sealed class WeightEnumerator
{
    private readonly int _length;
    private readonly int _checkBits;
    private readonly DualTerm[] _terms;
    private readonly List<BigInteger> _counts = [];

    private WeightEnumerator(ErrorCorrectingCode code)
    {
        _length = code.CodewordBits;
        _checkBits = code.CheckBits;
        long[] dual = ShippedDualWeights.Find(code) ?? DualWeights.Count(code.Checks);
        _terms =
        [
            .. dual.Select((count, weight) => (count, weight)).Where(one => one.count > 0)
                .Select(one => new DualTerm(_length, one.weight, one.count)),
        ];
    }

    /// <summary>Whether the weights of a code can be counted: at most 32 check bits.</summary>
    internal static bool Exists(ErrorCorrectingCode code) => code.CheckBits <= DualWeights.MaxCheckBits;

    /// <summary>The enumerator of a code; a second or more with 30 check bits where none is shipped.</summary>
    internal static WeightEnumerator Of(ErrorCorrectingCode code)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(code.CheckBits, DualWeights.MaxCheckBits);
        return new(code);
    }

    /// <summary>The number of codewords of a weight; 0 outside 0 to n.</summary>
    internal BigInteger Count(int weight)
    {
        if (weight < 0 || weight > _length)
            return BigInteger.Zero;
        while (_counts.Count <= weight)
        {
            BigInteger sum = BigInteger.Zero;
            foreach (DualTerm term in _terms)
                sum += term.Next();
            _counts.Add(sum >> _checkBits);
        }

        return _counts[weight];
    }

    /// <summary>
    /// What the dual words of one weight j contribute: their number times the Krawtchouk polynomial K_w(j), for w = 0, 1, 2, ... by its
    /// recurrence (w + 1) K_(w+1) = (n - 2 j) K_w - (n - w + 1) K_(w-1).
    /// </summary>
    private sealed class DualTerm(int length, int dualWeight, long count)
    {
        private BigInteger _before = BigInteger.Zero;
        private BigInteger _current = count;
        private int _weight;

        internal BigInteger Next()
        {
            BigInteger result = _current;
            BigInteger next = ((length - 2 * dualWeight) * _current - (length - _weight + 1) * _before) / (_weight + 1);
            (_before, _current) = (_current, next);
            _weight++;
            return result;
        }
    }
}
