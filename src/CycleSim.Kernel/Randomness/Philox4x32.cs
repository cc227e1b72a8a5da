using System.Runtime.CompilerServices;

namespace CycleSim.Kernel;

/// <summary>
/// The block function Philox4x32-10 of J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, "Parallel Random Numbers:
/// As Easy as 1, 2, 3", SC11 (2011): a keyed bijection of 128-bit counters whose outputs pass the usual batteries of
/// statistical tests. The n-th block of a stream is a function of n, so any position is reached in constant time.
/// </summary>
public static class Philox4x32
{
    // Multipliers and key increments as given in the paper; the increments are the golden ratio and sqrt(3) - 1.
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint KeyStep0 = 0x9E3779B9;
    private const uint KeyStep1 = 0xBB67AE85;
    private const int Rounds = 10;

    /// <summary>Computes one block.</summary>
    /// <param name="counter">The 128-bit counter, least significant word first.</param>
    /// <param name="key0">Lower word of the key.</param>
    /// <param name="key1">Upper word of the key.</param>
    /// <returns>Four random words.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static PhiloxBlock Block(PhiloxBlock counter, uint key0, uint key1)
    {
        (uint x0, uint x1, uint x2, uint x3) = counter;
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * x0;
            ulong product1 = (ulong)Multiplier1 * x2;
            x0 = (uint)(product1 >> 32) ^ x1 ^ key0;
            x1 = (uint)product1;
            x2 = (uint)(product0 >> 32) ^ x3 ^ key1;
            x3 = (uint)product0;
            key0 += KeyStep0;
            key1 += KeyStep1;
        }

        return new PhiloxBlock(x0, x1, x2, x3);
    }
}
