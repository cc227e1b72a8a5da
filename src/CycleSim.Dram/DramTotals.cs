namespace CycleSim.Dram;

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

    /// <summary>Refresh commands.</summary>
    public long Refreshes { get; set; }

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

    /// <summary>Rank-cycles with a bank open.</summary>
    public long ActiveCycles { get; set; }

    /// <summary>Rank-cycles with all banks closed.</summary>
    public long PrechargedCycles { get; set; }
}
