using CycleSim.Dram.Commands;

namespace CycleSim.Dram.Control;

/// <summary>Learns of each command and acceptance of a channel, to repeat them later.</summary>
internal interface IChannelObserver
{
    /// <summary>A command was issued.</summary>
    /// <param name="command">The command.</param>
    /// <param name="bank">Bank of the channel; the first of its rank for a command to a whole rank.</param>
    /// <param name="forConflict">A precharge for a request that waits.</param>
    public void Add(in DramCommandRun command, int bank, bool forConflict);

    /// <summary>Requests were accepted.</summary>
    /// <param name="sum">Sum of their cycles of acceptance.</param>
    /// <param name="count">How many.</param>
    public void AddAccepted(long sum, int count);
}
