using CycleSim.Dram.Standards;

namespace CycleSim.Dram.Parts;

/// <summary>DRAM of one or several equal channels: devices, timing, energies, and the controller of each channel.</summary>
/// <param name="Name">Name of the part.</param>
/// <param name="ClockPeriodPs">Clock period tCK of the command bus, ps.</param>
/// <param name="Ranks">Ranks of a channel, a power of two.</param>
/// <param name="Banks">Banks of a rank, those of all its bank groups, a power of two.</param>
/// <param name="Rows">Rows of a bank, a power of two.</param>
/// <param name="Columns">Bursts of a row, a power of two.</param>
/// <param name="BurstBytes">Bytes of a burst.</param>
/// <param name="QueueDepth">Entries of the read queue of a channel.</param>
/// <param name="WriteBufferDepth">Entries of the write buffer of a channel.</param>
/// <param name="BankQueueDepth">Requests that wait in front of each bank.</param>
/// <param name="Mapping">Address fields from the highest bit to the lowest, e.g. "ro ra ba co".</param>
/// <param name="PagePolicy">Name of the page policy: what becomes of an open row that no request waits for.</param>
/// <param name="RowHitCap">Column accesses after which a waiting conflict may close a row that has hits left.</param>
/// <param name="Refresh">Whether refreshes fall due.</param>
/// <param name="Timing">Timings, and the standard whose rules they belong to.</param>
/// <param name="Energy">Energies.</param>
public sealed record DramSpec(
    string Name, long ClockPeriodPs, int Ranks, int Banks, int Rows, int Columns, int BurstBytes, int QueueDepth,
    int WriteBufferDepth, int BankQueueDepth, string Mapping, string PagePolicy, int RowHitCap, bool Refresh, DramTiming Timing,
    DramUnitEnergies Energy)
{
    /// <summary>Name of the scheduler of parts that name none.</summary>
    internal const string DefaultScheduler = "fr_fcfs";

    /// <summary>Name of the refresh policy of parts that name none.</summary>
    internal const string DefaultRefreshPolicy = "all_bank";

    /// <summary>Maximum number of banks of a channel: the controller keeps them in the bits of a word.</summary>
    public const int MaxBanksOfChannel = 64;

    /// <summary>Maximum number of requests that wait in a channel: the controller numbers them with 16 bits.</summary>
    internal const int MaxWaiting = 1 << 16;

    /// <summary>Maximum number of entries of each of its queues.</summary>
    internal const int MaxQueueDepth = 1024;

    /// <summary>Largest <see cref="RowHitCap"/>.</summary>
    public const int MaxRowHitCap = 1_000_000;

    /// <summary>Requests that wait in a channel at most: in the read queue, in the write buffer and in front of the banks.</summary>
    internal long WaitingOfChannel => (long)QueueDepth + WriteBufferDepth + (long)Ranks * Banks * BankQueueDepth;

    /// <summary>What is wrong with the queues, and what is allowed; null for nothing.</summary>
    public string? QueueProblem
    {
        get
        {
            foreach (int depth in new[] { QueueDepth, WriteBufferDepth, BankQueueDepth })
                if (depth is < 1 or > MaxQueueDepth)
                    return $"a queue of {depth} entries; allowed: 1 to {MaxQueueDepth}";
            return WaitingOfChannel > MaxWaiting
                ? $"queues in which {WaitingOfChannel} requests of a channel wait; allowed: at most {MaxWaiting} in all of them together"
                : null;
        }
    }

    /// <summary>Independent channels with a common clock, a power of two.</summary>
    public int Channels { get; init; } = 1;

    /// <summary>Bank groups of a rank, a power of two; 1 when banks have no groups.</summary>
    public int BankGroups { get; init; } = 1;

    /// <summary>Name of the scheduler: which of the legal commands is issued.</summary>
    public string Scheduler { get; init; } = DefaultScheduler;

    /// <summary>Name of the refresh policy: what is refreshed when.</summary>
    public string RefreshPolicy { get; init; } = DefaultRefreshPolicy;

    /// <summary>A row command and a column command may leave in one cycle.</summary>
    public bool HasDualCommand { get; init; }

    /// <summary>When idle ranks enter power-down or self-refresh.</summary>
    public PowerDownSpec PowerDown { get; init; } = PowerDownSpec.Off;

    /// <summary>The standard of the part.</summary>
    public DramStandard Standard => Timing.Standard;

    /// <summary>Bytes of a channel.</summary>
    public long ChannelBytes => (long)Ranks * Banks * Rows * Columns * BurstBytes;

    /// <summary>Bytes of all channels.</summary>
    public long CapacityBytes => Channels * ChannelBytes;

    /// <summary>Banks of a bank group.</summary>
    public int BanksOfGroup => Banks / BankGroups;

    /// <summary>Last cycle of simulated time, which is a 64-bit number of picoseconds.</summary>
    public long LastCycle => long.MaxValue / ClockPeriodPs;

    /// <summary>Bit i: bank i of a channel belongs to a rank.</summary>
    internal ulong BanksOf(int rank) => (ulong.MaxValue >> (64 - Banks)) << (rank * Banks);

    /// <summary>Bandwidth of the data buses of all channels when bursts follow each other, GB/s.</summary>
    public double PeakGbPerS => Channels * (BurstBytes * 1e3) / ((double)BurstPitchCycles * ClockPeriodPs);

    /// <summary>Cycles between bursts of a channel that follow each other, in different bank groups where there are any.</summary>
    public int BurstPitchCycles => Math.Max(
        1, Table(TimingRules.Jedec).OtherGroupGap(DramCommandKind.Read, DramCommandKind.Read));

    /// <summary>What the rules of the standard say for this part.</summary>
    /// <param name="rules">Whose reading of the standard.</param>
    public TimingTable Table(TimingRules rules) => Timing.Table(rules, BankGroups > 1);
}
