using CycleSim.Dram.Standards;

namespace CycleSim.Dram.Policies;

/// <summary>A command that is legal now: the first one that the queue of a bank has to give.</summary>
/// <param name="Bank">Bank of the channel.</param>
/// <param name="Kind">The command.</param>
/// <param name="Position">Position in the queue of the request that it serves.</param>
/// <param name="Arrival">
/// Number of that request in the order of acceptance; <see cref="long.MaxValue"/> when a row is closed that nobody waits for.
/// </param>
public readonly record struct CommandCandidate(int Bank, DramCommandKind Kind, int Position, long Arrival)
{
    /// <summary>It is a read or a write: a row hit.</summary>
    public bool IsColumn => Kind.IsColumn();
}
