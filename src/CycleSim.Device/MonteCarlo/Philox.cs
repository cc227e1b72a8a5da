using System.Runtime.CompilerServices;

namespace CycleSim.Device.MonteCarlo;

/// <summary>
/// The counter-based random function Philox4x32 (J. K. Salmon et al., "Parallel Random Numbers: As Easy as 1, 2, 3", SC11 (2011)) with
/// seven rounds, the minimum that passes BigCrush there. Words are a pure function of (seed, purpose, trajectory, block), so that they do
/// not depend on threads or vector width.
/// </summary>
/// <remarks>
/// The kernel has the same function with ten rounds. It is not shared: devices know nothing of the kernel nor the kernel of devices, both
/// number of rounds and counters are part of pinned results, and the vectorised form beside this one needs the constants anyway.
/// </remarks>
internal static class Philox
{
    internal const int Rounds = 7;

    /// <summary>Words that one block gives.</summary>
    internal const int Words = 4;

    // Multipliers and key increments of the paper.
    internal const uint Multiplier0 = 0xD2511F53;
    internal const uint Multiplier1 = 0xCD9E8D57;
    internal const uint KeyStep0 = 0x9E3779B9;
    internal const uint KeyStep1 = 0xBB67AE85;

    /// <summary>One block for one trajectory.</summary>
    internal static (uint W0, uint W1, uint W2, uint W3) Block(ulong seed, RandomPurpose purpose, uint trajectory, uint block) =>
        Permute((block, (uint)purpose, trajectory, 0), (uint)seed, (uint)(seed >> 32));

    /// <summary>The function itself: a counter of four words and a key of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static (uint W0, uint W1, uint W2, uint W3) Permute((uint W0, uint W1, uint W2, uint W3) counter, uint key0, uint key1)
    {
        (uint x0, uint x1, uint x2, uint x3) = counter;
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * x0;
            ulong product1 = (ulong)Multiplier1 * x2;
            (x0, x1, x2, x3) = ((uint)(product1 >> 32) ^ x1 ^ key0, (uint)product1, (uint)(product0 >> 32) ^ x3 ^ key1, (uint)product0);
            key0 += KeyStep0;
            key1 += KeyStep1;
        }

        return (x0, x1, x2, x3);
    }
}
