namespace CycleSim.Dram;

/// <summary>One channel of DDR3.</summary>
/// <param name="Name">Name of the part.</param>
/// <param name="ClockPeriodPs">Clock period tCK, ps (data move on both edges).</param>
/// <param name="Ranks">Ranks, a power of two.</param>
/// <param name="Banks">Banks of a rank, a power of two.</param>
/// <param name="Rows">Rows of a bank, a power of two.</param>
/// <param name="Columns">Bursts of a row, a power of two.</param>
/// <param name="BurstBytes">Bytes of a burst.</param>
/// <param name="QueueDepth">Entries of the read queue.</param>
/// <param name="WriteBufferDepth">Entries of the write buffer.</param>
/// <param name="BankQueueDepth">Entries of the command queue of each bank.</param>
/// <param name="Mapping">Address fields from the highest bit to the lowest, e.g. "ro ra ba co".</param>
/// <param name="PagePolicy">What becomes of an open row that no request waits for.</param>
/// <param name="RowHitCap">Column accesses after which a waiting conflict may close a row that has hits left.</param>
/// <param name="Refresh">Whether refreshes fall due.</param>
/// <param name="Timing">Timing constraints.</param>
/// <param name="Energy">Energies.</param>
public sealed record DramSpec(
    string Name, long ClockPeriodPs, int Ranks, int Banks, int Rows, int Columns, int BurstBytes, int QueueDepth,
    int WriteBufferDepth, int BankQueueDepth, string Mapping, PagePolicy PagePolicy, int RowHitCap, bool Refresh, DramTiming Timing,
    DramEnergy Energy)
{
    /// <summary>Bytes of the channel.</summary>
    public long CapacityBytes => (long)Ranks * Banks * Rows * Columns * BurstBytes;

    /// <summary>Last cycle of simulated time, which is a 64-bit number of picoseconds.</summary>
    public long LastCycle => long.MaxValue / ClockPeriodPs;

    /// <summary>Bit i: bank i of the channel belongs to a rank.</summary>
    internal ulong BanksOf(int rank) => (ulong.MaxValue >> (64 - Banks)) << (rank * Banks);

    /// <summary>Bandwidth of the data bus when bursts follow each other, GB/s.</summary>
    public double PeakGbPerS => BurstBytes * 1e3 / ((double)Timing.ColumnPitch * ClockPeriodPs);
}
