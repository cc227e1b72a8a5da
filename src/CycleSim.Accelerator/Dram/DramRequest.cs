namespace CycleSim.Accelerator.Dram;

/// <summary>One request for a burst.</summary>
/// <param name="Cycle">Earliest DRAM cycle in which it may enter the controller.</param>
/// <param name="Address">Byte address.</param>
/// <param name="IsWrite">Direction.</param>
public readonly record struct DramRequest(long Cycle, long Address, bool IsWrite);

/// <summary>When a request entered the controller and when it was done, in DRAM cycles.</summary>
/// <param name="AcceptCycle">Cycle of acceptance.</param>
/// <param name="DoneCycle">Reads: the cycle after the last data; writes are posted and done one cycle after acceptance.</param>
public readonly record struct DramCompletion(long AcceptCycle, long DoneCycle);

/// <summary>Totals of a replayed list of requests.</summary>
public sealed record DramReplayTotals
{
    /// <summary>Cycles the controller ran.</summary>
    public long Cycles { get; init; }

    /// <summary>Activates.</summary>
    public long Activates { get; init; }

    /// <summary>Precharges, those for refresh included.</summary>
    public long Precharges { get; init; }

    /// <summary>Precharges for a row conflict.</summary>
    public long OnDemandPrecharges { get; init; }

    /// <summary>Read commands.</summary>
    public long Reads { get; init; }

    /// <summary>Write commands.</summary>
    public long Writes { get; init; }

    /// <summary>Refresh commands.</summary>
    public long Refreshes { get; init; }

    /// <summary>Read commands that are not the first column access after their activate.</summary>
    public long ReadRowHits { get; init; }

    /// <summary>Write commands that are not the first column access after their activate.</summary>
    public long WriteRowHits { get; init; }

    /// <summary>Reads answered from the write buffer.</summary>
    public long ReadsForwarded { get; init; }

    /// <summary>Reads that joined an outstanding read of the same burst.</summary>
    public long ReadsMerged { get; init; }

    /// <summary>Writes that joined a buffered write of the same burst.</summary>
    public long WritesMerged { get; init; }

    /// <summary>Writes still buffered at the end.</summary>
    public long WritesLeftInBuffer { get; init; }

    /// <summary>Sum over write commands of acceptance to end of data, cycles.</summary>
    public long WriteLatencyCycles { get; init; }

    /// <summary>Cycle of the last read or write command.</summary>
    public long LastColumnCycle { get; init; }

    /// <summary>Rank-cycles with a bank open.</summary>
    public long ActiveCycles { get; init; }

    /// <summary>Rank-cycles with all banks closed.</summary>
    public long PrechargedCycles { get; init; }
}
