namespace CycleSim.Dram.Tests.Naive;

/// <summary>A bank and what waits in its queue.</summary>
internal sealed class NaiveBank
{
    internal List<NaiveEntry> Queue { get; } = [];

    internal int? OpenRow { get; set; }

    internal int Accesses { get; set; }

    /// <summary>The last precharge made room for a request of the queue.</summary>
    internal bool ClosedForRequest { get; set; }

    internal bool HasHits => Queue.Any(entry => entry.Address.Row == OpenRow);
}
