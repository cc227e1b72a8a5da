using CycleSim.Kernel;
using CycleSim.Training.Errors;

namespace CycleSim.Training.Tests;

/// <summary>An error model of a test's own: a bit that fails is 1, whatever was written.</summary>
internal sealed class StuckAtOneModel : IErrorModel
{
    public string Name => "stuck-at-one";

    public string Meaning => "a one";

    public bool NeedsOld => false;

    public bool KeepsOldBits => false;

    public void Write(ErrorSampler sampler, PhiloxBlock key, Span<uint> values, ReadOnlySpan<uint> old, Span<long> counts)
    {
        if (sampler.IsCertain)
        {
            foreach (ref uint value in values)
                foreach (int bit in sampler.Bits)
                    Set(ref value, bit, counts);
            return;
        }

        ErrorCursor cursor = ErrorSampler.Start(key);
        while (!cursor.IsDone)
            foreach (ulong hit in sampler.Next(ref cursor, values, []))
                Set(ref values[(int)(hit >> 5)], (int)hit & 31, counts);
    }

    private static void Set(ref uint value, int bit, Span<long> counts)
    {
        counts[bit] += ~value >> bit & 1;
        value |= 1u << bit;
    }
}
