using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CycleSim.Device.MonteCarlo;

/// <summary>Fills a buffer with the words of <see cref="Philox"/> for many trajectories at once.</summary>
internal static class WordFiller
{
    /// <summary>Fills four rows of words.</summary>
    /// <param name="words">Row r, column t is word r of trajectory first + t; a multiple of the vector's trajectories wide.</param>
    /// <param name="width">Trajectories of a row.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="firstTrajectory">Number of the first trajectory.</param>
    /// <param name="block">The block of words.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Fill<TWords>(Span<uint> words, int width, ulong seed, uint firstTrajectory, uint block)
        where TWords : struct, IWordLanes<TWords>
    {
        ref uint destination = ref MemoryMarshal.GetReference(words);
        TWords one = TWords.Broadcast(1);
        TWords firstEven = TWords.Add(TWords.EvenNumbers, TWords.Broadcast(firstTrajectory));
        for (int t = 0; t < width; t += 2 * TWords.Count)
        {
            TWords even = TWords.Add(firstEven, TWords.Broadcast((uint)t));
            State<TWords> a = new(block, even);
            State<TWords> b = new(block, TWords.Add(even, one));
            (uint key0, uint key1) = ((uint)seed, (uint)(seed >> 32));
            for (int round = 0; round < Philox.Rounds; round++)
            {
                TWords k0 = TWords.Broadcast(key0);
                TWords k1 = TWords.Broadcast(key1);
                a.Round(k0, k1);
                b.Round(k0, k1);
                key0 += Philox.KeyStep0;
                key1 += Philox.KeyStep1;
            }

            TWords.StoreInterleaved(a.X0, b.X0, ref destination, t);
            TWords.StoreInterleaved(a.X1, b.X1, ref destination, t + width);
            TWords.StoreInterleaved(a.X2, b.X2, ref destination, t + 2 * width);
            TWords.StoreInterleaved(a.X3, b.X3, ref destination, t + 3 * width);
        }
    }

    /// <summary>The counter of each lane on its way through the rounds; upper halves of lanes are unused.</summary>
    private struct State<TWords>
        where TWords : struct, IWordLanes<TWords>
    {
        internal TWords X0;
        internal TWords X1;
        internal TWords X2;
        internal TWords X3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal State(uint block, TWords trajectory)
        {
            X0 = TWords.Broadcast(block);
            X1 = TWords.Broadcast((uint)RandomPurpose.ThermalField);
            X2 = trajectory;
            X3 = TWords.Broadcast(0);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal void Round(TWords key0, TWords key1)
        {
            TWords product0 = TWords.Multiply(X0, TWords.Broadcast(Philox.Multiplier0));
            TWords product1 = TWords.Multiply(X2, TWords.Broadcast(Philox.Multiplier1));
            X0 = TWords.Xor(TWords.Upper(product1), TWords.Xor(X1, key0));
            X2 = TWords.Xor(TWords.Upper(product0), TWords.Xor(X3, key1));
            X1 = product1;
            X3 = product0;
        }
    }
}
