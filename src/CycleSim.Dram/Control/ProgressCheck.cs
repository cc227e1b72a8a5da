using CycleSim.Dram.Statistics;
using CycleSim.Platform;

namespace CycleSim.Dram.Control;

/// <summary>Finds runs that can never continue, that outlive simulated time, or that lost a request.</summary>
/// <param name="state">The channel.</param>
internal sealed class ProgressCheck(ChannelState state)
{
    /// <summary>Twenty refresh intervals are far longer than any legal wait.</summary>
    private readonly long _maxIdleCycles = Math.Max(1_000_000, 20L * state.Table.RefreshIntervalCycles);

    /// <summary>A request waits: it must not wait for ever.</summary>
    /// <exception cref="DramBlockedException">Nothing has moved for very long.</exception>
    internal void CheckMoving()
    {
        if (state.Cycle - state.LastProgress > _maxIdleCycles)
            throw Blocked();
    }

    private DramBlockedException Blocked()
    {
        string cause = state.Policy.SkipsHazards
            ? $"refreshes of part {state.Spec.Name} leave no time for requests; give it longer refresh intervals"
            : "a full write buffer waits for a read that cannot reach its bank queue (a known property of dramsim3); use policy "
            + DramPolicy.Default.Name;
        return new($"policy {state.Policy.Name} blocks for ever from DRAM cycle {state.LastProgress} on: {cause}");
    }

    /// <summary>Simulated time is a 64-bit number of picoseconds.</summary>
    /// <exception cref="InputException">It has ended.</exception>
    internal void CheckTime()
    {
        if (Math.Max(state.Cycle, state.DataEnd) > state.Spec.LastCycle)
        {
            throw new InputException(
                $"part {state.Spec.Name}: simulated time ends at DRAM cycle {state.Spec.LastCycle} (2^63 ps), before the run does");
        }
    }

    /// <summary>Each request that entered was issued, answered by or joined to another one, or waits in the write buffer.</summary>
    /// <exception cref="InvalidOperationException">One was lost: a fault of the controller.</exception>
    internal void CheckConservation()
    {
        DramTotals totals = state.Totals;
        long accounted = totals.Reads + totals.Writes + totals.ReadsForwarded + totals.ReadsMerged + totals.WritesMerged
            + state.Writes.Count;
        if (state.Arrivals != accounted || state.Readers.Count != 0)
        {
            throw new InvalidOperationException(
                $"the DRAM controller accepted {state.Arrivals} requests and accounts for {accounted}; " +
                $"{state.Readers.Count} reads have no completion");
        }
    }
}
