using CycleSim.Dram.Parts;
using CycleSim.Platform;

namespace CycleSim.Accelerator.Machine;

/// <summary>A memory without banks, rows and refreshes: so many bytes a cycle after a latency.</summary>
/// <param name="BytesPerCycle">Bytes that the channel moves in a core cycle, at least 1.</param>
/// <param name="LatencyCycles">Core cycles from the start of a transfer to its first data, at least 0.</param>
/// <param name="LatencyMode">Whether the latency occupies the channel.</param>
public sealed record IdealDram(long BytesPerCycle, long LatencyCycles, LatencyMode LatencyMode)
{
    private const string AnyPart = "ddr3-1600-4gb-x8";
    private const int ManyRows = 1 << 30;

    /// <summary>What a machine with an ideal memory has for a DRAM part.</summary>
    /// <param name="clockPeriodPs">Period of the core clock, ps.</param>
    /// <param name="lineBytes">Bytes of a scratchpad line.</param>
    internal static DramSpec StandIn(long clockPeriodPs, int lineBytes) => DramLoader.Load(AnyPart) with
    {
        Name = "ideal",
        ClockPeriodPs = clockPeriodPs,
        Ranks = 1,
        Rows = ManyRows,
        Columns = 1,
        BurstBytes = lineBytes,
        Energy = new DramUnitEnergies(0, 0, 0, 0, 0, 0, 0, 0),
    };

    /// <summary>Cycles for which a transfer occupies the channel.</summary>
    /// <param name="bytes">Bytes moved; nothing is no transfer.</param>
    /// <exception cref="OverflowException">They exceed 2^63.</exception>
    public long ChannelCycles(long bytes)
    {
        if (bytes == 0)
            return 0;
        long data = DataCycles(bytes);
        return LatencyMode == LatencyMode.Held ? checked(data + LatencyCycles) : data;
    }

    /// <summary>Cycles in which the data of a transfer move.</summary>
    /// <param name="bytes">Bytes moved.</param>
    internal long DataCycles(long bytes) => WholeNumbers.CeilingDivide(bytes, BytesPerCycle);

    /// <summary>Cycles from the end of a load on the channel until its data can be used.</summary>
    public long UsableAfterCycles => LatencyMode == LatencyMode.Piped ? LatencyCycles : 0;
}
