namespace CycleSim.Dram.Statistics;

/// <summary>What the DRAM did; whole numbers, so that parts sum to totals exactly.</summary>
/// <param name="ReadBursts">Bursts read.</param>
/// <param name="WriteBursts">Bursts written.</param>
/// <param name="RowHits">Bursts that found their row open.</param>
/// <param name="RowMisses">Bursts that found their bank closed.</param>
/// <param name="RowConflicts">Bursts that found another row open.</param>
/// <param name="Activates">Activate commands.</param>
/// <param name="Refreshes">Refreshes of a rank.</param>
/// <param name="ActiveCycles">Rank-cycles (DRAM clock) with a row open, awake.</param>
/// <param name="PrechargedCycles">Rank-cycles (DRAM clock) with all banks closed, awake.</param>
public readonly record struct DramCounts(
    long ReadBursts, long WriteBursts, long RowHits, long RowMisses, long RowConflicts, long Activates, long Refreshes,
    long ActiveCycles, long PrechargedCycles)
{
    /// <summary>Refreshes of a bank.</summary>
    public long BankRefreshes { get; init; }

    /// <summary>Rank-cycles (DRAM clock) in power-down with a row open.</summary>
    public long ActivePowerDownCycles { get; init; }

    /// <summary>Rank-cycles (DRAM clock) in power-down with all banks closed.</summary>
    public long PrechargedPowerDownCycles { get; init; }

    /// <summary>Rank-cycles (DRAM clock) in self-refresh.</summary>
    public long SelfRefreshCycles { get; init; }

    /// <summary>All bursts.</summary>
    public long Bursts => ReadBursts + WriteBursts;

    /// <summary>The counts of a controller's totals.</summary>
    public static DramCounts Of(in DramTotals totals)
    {
        long hits = totals.ReadRowHits + totals.WriteRowHits;
        return new DramCounts(
            totals.Reads, totals.Writes, hits, totals.Reads + totals.Writes - hits - totals.ConflictAccesses, totals.ConflictAccesses,
            totals.Activates, totals.Refreshes, totals.ActiveCycles, totals.PrechargedCycles)
        {
            BankRefreshes = totals.BankRefreshes,
            ActivePowerDownCycles = totals.ActivePowerDownCycles,
            PrechargedPowerDownCycles = totals.PrechargedPowerDownCycles,
            SelfRefreshCycles = totals.SelfRefreshCycles,
        };
    }

    /// <summary>Sum.</summary>
    public static DramCounts operator +(DramCounts a, DramCounts b) => new(
        a.ReadBursts + b.ReadBursts, a.WriteBursts + b.WriteBursts, a.RowHits + b.RowHits, a.RowMisses + b.RowMisses,
        a.RowConflicts + b.RowConflicts, a.Activates + b.Activates, a.Refreshes + b.Refreshes,
        a.ActiveCycles + b.ActiveCycles, a.PrechargedCycles + b.PrechargedCycles)
    {
        BankRefreshes = a.BankRefreshes + b.BankRefreshes,
        ActivePowerDownCycles = a.ActivePowerDownCycles + b.ActivePowerDownCycles,
        PrechargedPowerDownCycles = a.PrechargedPowerDownCycles + b.PrechargedPowerDownCycles,
        SelfRefreshCycles = a.SelfRefreshCycles + b.SelfRefreshCycles,
    };

    /// <summary>Difference.</summary>
    public static DramCounts operator -(DramCounts a, DramCounts b) => new(
        a.ReadBursts - b.ReadBursts, a.WriteBursts - b.WriteBursts, a.RowHits - b.RowHits, a.RowMisses - b.RowMisses,
        a.RowConflicts - b.RowConflicts, a.Activates - b.Activates, a.Refreshes - b.Refreshes,
        a.ActiveCycles - b.ActiveCycles, a.PrechargedCycles - b.PrechargedCycles)
    {
        BankRefreshes = a.BankRefreshes - b.BankRefreshes,
        ActivePowerDownCycles = a.ActivePowerDownCycles - b.ActivePowerDownCycles,
        PrechargedPowerDownCycles = a.PrechargedPowerDownCycles - b.PrechargedPowerDownCycles,
        SelfRefreshCycles = a.SelfRefreshCycles - b.SelfRefreshCycles,
    };
}
