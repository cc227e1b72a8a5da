namespace CycleSim.Dram.Replay;

/// <summary>
/// How often each latency occurred, in memory that does not grow with their number. Latencies below 65,536 cycles are kept exactly, so
/// their percentiles by nearest rank are exact; longer ones are kept to a part in 1,024, rounded up. Minimum, maximum and sum are always
/// exact.
/// </summary>
public sealed class LatencyCounts
{
    /// <summary>Latencies below this are exact.</summary>
    public const int ExactBelow = 1 << 16;

    /// <summary>Steps in which each power of two above is divided.</summary>
    private const int StepsOfOctave = 1 << 10;

    private readonly long[] _exact = new long[ExactBelow];
    private readonly SortedDictionary<long, long> _long = [];

    /// <summary>Latencies counted.</summary>
    public long Count { get; private set; }

    /// <summary>Their sum.</summary>
    public long SumCycles { get; private set; }

    /// <summary>The shortest; <see cref="long.MaxValue"/> when there is none.</summary>
    public long MinCycles { get; private set; } = long.MaxValue;

    /// <summary>The longest; <see cref="long.MinValue"/> when there is none.</summary>
    public long MaxCycles { get; private set; } = long.MinValue;

    /// <summary>Counts a latency.</summary>
    /// <param name="cycles">The latency, at least 0.</param>
    public void Add(long cycles)
    {
        Count++;
        SumCycles += cycles;
        MinCycles = Math.Min(MinCycles, cycles);
        MaxCycles = Math.Max(MaxCycles, cycles);
        if (cycles < ExactBelow)
            _exact[cycles]++;
        else
            _long[Rounded(cycles)] = _long.GetValueOrDefault(Rounded(cycles)) + 1;
    }

    /// <summary>A percentile by nearest rank: the smallest latency that so many percent do not exceed.</summary>
    /// <param name="percent">1 to 100.</param>
    /// <returns>Cycles; null when nothing was counted.</returns>
    public long? Percentile(int percent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(percent, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        if (Count == 0)
            return null;
        long rank = (long)(((Int128)percent * Count + 99) / 100);
        for (int cycles = 0; cycles < ExactBelow; cycles++)
            if ((rank -= _exact[cycles]) <= 0)
                return cycles;
        foreach ((long cycles, long count) in _long)
            if ((rank -= count) <= 0)
                return Math.Min(cycles, MaxCycles);
        return MaxCycles;
    }

    private static long Rounded(long cycles)
    {
        long step = (1L << (63 - (int)long.LeadingZeroCount(cycles))) / StepsOfOctave;
        return (cycles + step - 1) / step * step;
    }
}
