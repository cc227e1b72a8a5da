namespace CycleSim.Dram.Statistics;

/// <summary>What a controller did since cycle 0.</summary>
public record struct DramTotals
{
    /// <summary>Cycles the controller ran.</summary>
    public long Cycles { get; set; }

    /// <summary>Activates.</summary>
    public long Activates { get; set; }

    /// <summary>Precharges, those for refresh included.</summary>
    public long Precharges { get; set; }

    /// <summary>Precharges for a row conflict.</summary>
    public long OnDemandPrecharges { get; set; }

    /// <summary>Read commands.</summary>
    public long Reads { get; set; }

    /// <summary>Write commands.</summary>
    public long Writes { get; set; }

    /// <summary>Refreshes of a rank.</summary>
    public long Refreshes { get; set; }

    /// <summary>Refreshes of a bank.</summary>
    public long BankRefreshes { get; set; }

    /// <summary>Cycles with a row command and a column command.</summary>
    public long DualCommandCycles { get; set; }

    /// <summary>Read commands that are not the first column access after their activate.</summary>
    public long ReadRowHits { get; set; }

    /// <summary>Write commands that are not the first column access after their activate.</summary>
    public long WriteRowHits { get; set; }

    /// <summary>First column accesses to a row for which another had to be closed.</summary>
    public long ConflictAccesses { get; set; }

    /// <summary>Reads answered from the write buffer.</summary>
    public long ReadsForwarded { get; set; }

    /// <summary>Reads that joined an outstanding read of the same burst.</summary>
    public long ReadsMerged { get; set; }

    /// <summary>Writes that joined a buffered write of the same burst.</summary>
    public long WritesMerged { get; set; }

    /// <summary>Writes still buffered at the end.</summary>
    public long WritesLeftInBuffer { get; set; }

    /// <summary>Sum over write commands of acceptance to end of data, cycles.</summary>
    public long WriteLatencyCycles { get; set; }

    /// <summary>Cycle of the last read or write command.</summary>
    public long LastColumnCycle { get; set; }

    /// <summary>Rank-cycles with a bank open, awake.</summary>
    public long ActiveCycles { get; set; }

    /// <summary>Rank-cycles with all banks closed, awake.</summary>
    public long PrechargedCycles { get; set; }

    /// <summary>Rank-cycles in power-down with a bank open.</summary>
    public long ActivePowerDownCycles { get; set; }

    /// <summary>Rank-cycles in power-down with all banks closed.</summary>
    public long PrechargedPowerDownCycles { get; set; }

    /// <summary>Rank-cycles in self-refresh.</summary>
    public long SelfRefreshCycles { get; set; }

    /// <summary>What several channels did: sums, but of cycles, which they share, and of the last column command, the latest.</summary>
    /// <param name="a">One channel or several.</param>
    /// <param name="b">Others.</param>
    public static DramTotals Sum(in DramTotals a, in DramTotals b) => new()
    {
        Cycles = Math.Max(a.Cycles, b.Cycles),
        Activates = a.Activates + b.Activates,
        Precharges = a.Precharges + b.Precharges,
        OnDemandPrecharges = a.OnDemandPrecharges + b.OnDemandPrecharges,
        Reads = a.Reads + b.Reads,
        Writes = a.Writes + b.Writes,
        Refreshes = a.Refreshes + b.Refreshes,
        BankRefreshes = a.BankRefreshes + b.BankRefreshes,
        DualCommandCycles = a.DualCommandCycles + b.DualCommandCycles,
        ReadRowHits = a.ReadRowHits + b.ReadRowHits,
        WriteRowHits = a.WriteRowHits + b.WriteRowHits,
        ConflictAccesses = a.ConflictAccesses + b.ConflictAccesses,
        ReadsForwarded = a.ReadsForwarded + b.ReadsForwarded,
        ReadsMerged = a.ReadsMerged + b.ReadsMerged,
        WritesMerged = a.WritesMerged + b.WritesMerged,
        WritesLeftInBuffer = a.WritesLeftInBuffer + b.WritesLeftInBuffer,
        WriteLatencyCycles = a.WriteLatencyCycles + b.WriteLatencyCycles,
        LastColumnCycle = Math.Max(a.LastColumnCycle, b.LastColumnCycle),
        ActiveCycles = a.ActiveCycles + b.ActiveCycles,
        PrechargedCycles = a.PrechargedCycles + b.PrechargedCycles,
        ActivePowerDownCycles = a.ActivePowerDownCycles + b.ActivePowerDownCycles,
        PrechargedPowerDownCycles = a.PrechargedPowerDownCycles + b.PrechargedPowerDownCycles,
        SelfRefreshCycles = a.SelfRefreshCycles + b.SelfRefreshCycles,
    };
}
