using System.Runtime.CompilerServices;
using CycleSim.Kernel;
using CycleSim.TrainingRuns;

namespace CycleSim.Training.Errors;

/// <summary>The bit is the opposite of what was written.</summary>
internal sealed class FlipModel : IErrorModel
{
    public string Name => ErrorModelNames.Flip;

    public string Meaning => ErrorModelNames.All.Get(Name).Meaning;

    public bool NeedsOld => false;

    public bool KeepsOldBits => false;

    // Optimised from the first call on: a short run would end before the runtime notices how hot this is.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(
        ErrorSampler sampler, PhiloxBlock key, Span<uint> values, ReadOnlySpan<uint> old, Span<long> counts)
    {
        if (sampler.IsCertain)
        {
            FlipAll(sampler.Bits, values, counts);
            return;
        }

        ErrorCursor cursor = ErrorSampler.Start(key);
        while (!cursor.IsDone)
        {
            foreach (ulong hit in sampler.Next(ref cursor, values, []))
            {
                int bit = (int)hit & 31;
                values[(int)(hit >> 5)] ^= 1u << bit;
                counts[bit]++;
            }
        }
    }

    private static void FlipAll(ReadOnlySpan<int> bits, Span<uint> values, Span<long> counts)
    {
        uint mask = ErrorSampler.MaskOf(bits);
        foreach (ref uint value in values)
            value ^= mask;
        foreach (int bit in bits)
            counts[bit] += values.Length;
    }
}
