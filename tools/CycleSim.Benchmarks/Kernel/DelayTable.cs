using CycleSim.Kernel;

namespace CycleSim.Benchmarks.Kernel;

/// <summary>
/// Delays prepared before the measurement, so that it shows the queue and not the random generator. Every
/// implementation reads the same table in the same way.
/// </summary>
internal static class DelayTable
{
    public const int Length = 4096;
    private const long CyclePs = 1000;

    public static long[] Constant()
    {
        long[] delays = new long[Length];
        Array.Fill(delays, CyclePs);
        return delays;
    }

    /// <summary>1 to 200 cycles, equally likely.</summary>
    public static long[] Spread()
    {
        RandomStream random = new(1, "delays");
        long[] delays = new long[Length];
        for (int i = 0; i < Length; i++)
            delays[i] = random.Integer(1, 201) * CyclePs;
        return delays;
    }
}
