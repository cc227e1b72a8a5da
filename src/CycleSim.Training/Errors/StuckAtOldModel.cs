using System.Runtime.CompilerServices;
using CycleSim.Kernel;
using CycleSim.TrainingRuns;

namespace CycleSim.Training.Errors;

/// <summary>The bit keeps what it held before: what a magnetic junction that does not switch does.</summary>
internal sealed class StuckAtOldModel : IErrorModel
{
    public string Name => ErrorModelNames.StuckAtOld;

    public string Meaning => ErrorModelNames.All.Get(Name).Meaning;

    public bool NeedsOld => true;

    public bool KeepsOldBits => true;

    // Optimised from the first call on: a short run would end before the runtime notices how hot this is.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(
        ErrorSampler sampler, PhiloxBlock key, Span<uint> values, ReadOnlySpan<uint> old, Span<long> counts)
    {
        if (sampler.IsCertain)
        {
            KeepAll(sampler.Bits, values, old, counts);
            return;
        }

        ErrorCursor cursor = ErrorSampler.Start(key);
        while (!cursor.IsDone)
        {
            foreach (ulong hit in sampler.Next(ref cursor, values, old))
            {
                int bit = (int)hit & 31;
                int word = (int)(hit >> 5);
                uint differs = ((values[word] ^ old[word]) >> bit) & 1;
                values[word] ^= differs << bit;
                counts[bit] += differs;
            }
        }
    }

    private static void KeepAll(ReadOnlySpan<int> bits, Span<uint> values, ReadOnlySpan<uint> old, Span<long> counts)
    {
        uint mask = ErrorSampler.MaskOf(bits);
        for (int word = 0; word < values.Length; word++)
        {
            uint differs = (values[word] ^ old[word]) & mask;
            values[word] ^= differs;
            foreach (int bit in bits)
                counts[bit] += (differs >> bit) & 1;
        }
    }
}
