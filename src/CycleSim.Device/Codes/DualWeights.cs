using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CycleSim.Device.Codes;

/// <summary>
/// How many words of the dual code have each weight, by going through all of its 2^r words. The weights of all words are one
/// Walsh-Hadamard transform of the columns, done in blocks that fit the cache: of a word's r bits, the low ones are transformed, the lanes
/// of a vector hold the next few, and a loop runs over the rest.
/// </summary>
internal static class DualWeights
{
    /// <summary>Maximum number of check bits.</summary>
    internal const int MaxCheckBits = 32;

    private const int MaxTransformedBits = 10;

    private static readonly int LaneBits = BitOperations.Log2((uint)Vector<short>.Count);

    /// <summary>The number of words by weight, 0 to n.</summary>
    /// <param name="checks">The parity check matrix, whose rows span the dual code; at most <see cref="MaxCheckBits"/> of them.</param>
    internal static long[] Count(ParityChecks checks)
    {
        int rows = Math.Max(checks.Rows, LaneBits);
        int transformed = Math.Min(MaxTransformedBits, rows - LaneBits);
        uint[] columns = [.. Enumerable.Range(0, checks.CodewordBits).Select(bit => checks.Rows == 0 ? 0 : checks.Column(bit))];
        long[] balances = new long[2 * columns.Length + 1];
        Lock merge = new();
        Parallel.For(
            0, 1L << (rows - transformed - LaneBits), () => new Block(columns, transformed),
            (block, _, work) => work.Add((uint)block),
            work =>
            {
                lock (merge)
                    work.MergeInto(balances);
            });

        // The balance of a word is its zeros less its ones; rows that were added so that lanes are filled repeat every word.
        int repeated = rows - checks.Rows;
        return [.. Enumerable.Range(0, columns.Length + 1).Select(weight => balances[2 * (columns.Length - weight)] >> repeated)];
    }

    /// <summary>The work of one thread.</summary>
    private sealed class Block
    {
        private readonly uint[] _columns;
        private readonly int _transformed;
        private readonly Vector<short>[] _values;
        private readonly Vector<short>[] _signs;

        // Several histograms: neighbouring values are often the same, and would wait for each other.
        private readonly long[][] _histograms;

        internal Block(uint[] columns, int transformed)
        {
            _columns = columns;
            _transformed = transformed;
            _values = new Vector<short>[1 << transformed];
            _signs = [.. Enumerable.Range(0, Vector<short>.Count).Select(Signs)];
            _histograms = [.. Enumerable.Range(0, 4).Select(_ => new long[2 * columns.Length + 1])];
        }

        /// <summary>Counts the words whose high bits are a block's number.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        internal Block Add(uint high)
        {
            Array.Clear(_values);
            uint mask = (1u << _transformed) - 1;
            foreach (uint column in _columns)
            {
                ulong rest = (ulong)column >> _transformed;
                Vector<short> signs = _signs[(int)(rest & (ulong)(Vector<short>.Count - 1))];
                bool isOdd = (BitOperations.PopCount((rest >> LaneBits) & high) & 1) != 0;
                _values[column & mask] += isOdd ? -signs : signs;
            }

            Transform();
            Histogram();
            return this;
        }

        internal void MergeInto(long[] balances)
        {
            foreach (long[] histogram in _histograms)
                for (int k = 0; k < balances.Length; k++)
                    balances[k] += histogram[k];
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Transform()
        {
            Span<Vector<short>> values = _values;
            for (int half = 1; half < values.Length; half *= 2)
            {
                for (int start = 0; start < values.Length; start += 2 * half)
                {
                    Span<Vector<short>> lower = values.Slice(start, half);
                    Span<Vector<short>> upper = values.Slice(start + half, half);
                    for (int k = 0; k < lower.Length && k < upper.Length; k++)
                    {
                        Vector<short> a = lower[k];
                        Vector<short> b = upper[k];
                        lower[k] = a + b;
                        upper[k] = a - b;
                    }
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Histogram()
        {
            // Balances lie between -n and n by construction: a check of each index would take half of the time.
            int length = _columns.Length;
            ref long a = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_histograms[0]), length);
            ref long b = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_histograms[1]), length);
            ref long c = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_histograms[2]), length);
            ref long d = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_histograms[3]), length);
            foreach (ulong four in MemoryMarshal.Cast<Vector<short>, ulong>(_values))
            {
                Unsafe.Add(ref a, (short)four)++;
                Unsafe.Add(ref b, (short)(four >> 16))++;
                Unsafe.Add(ref c, (short)(four >> 32))++;
                Unsafe.Add(ref d, (short)(four >> 48))++;
            }
        }

        /// <summary>+1 in lanes that have an even number of bits in common with a pattern, else -1.</summary>
        private static Vector<short> Signs(int pattern)
        {
            short[] signs = new short[Vector<short>.Count];
            for (int lane = 0; lane < signs.Length; lane++)
                signs[lane] = (short)(1 - 2 * (BitOperations.PopCount((uint)(lane & pattern)) & 1));
            return new(signs);
        }
    }
}
