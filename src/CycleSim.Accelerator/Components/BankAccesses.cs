using CycleSim.Accelerator.Dataflow;
using CycleSim.Kernel;

namespace CycleSim.Accelerator.Components;

/// <summary>
/// The accesses of a load or store of a tile to banks that lanes use too. When each is requested is known once the transfer starts: a line
/// is written when its last data are there, and read when its first burst enters the DRAM controller. Between DRAM and banks stands a
/// buffer without bounds: lines that wait for their bank do not hold up the DRAM. That is simpler than an engine with few buffers.
/// </summary>
/// <param name="clock">Converts cycles to kernel time.</param>
/// <param name="scratchpad">Whose banks they are.</param>
/// <param name="ledger">Where waits for banks are entered.</param>
/// <param name="descriptor">What is moved.</param>
internal sealed class BankAccesses(MachineClock clock, Scratchpad scratchpad, UsageLedger ledger, DmaDescriptor descriptor)
{
    private long _lastRequest;
    private long _endCycle;
    private long _conflicts;
    private long _waitCycles;

    /// <summary>Requests all of them.</summary>
    /// <param name="layout">Which bank holds which line.</param>
    /// <param name="cycles">Core cycle of each line's request, in the order of the descriptor's lines.</param>
    internal void Request(TensorLayout layout, ReadOnlySpan<long> cycles)
    {
        int next = 0;
        foreach (LineRun run in descriptor.Runs)
        {
            for (long position = run.First; position < run.End; position++)
            {
                long cycle = cycles[next++];
                _lastRequest = Math.Max(_lastRequest, cycle);
                scratchpad.Request(new BankAccess(layout.BankOfDramLine(position), cycle, !descriptor.IsWrite, this));
            }
        }
    }

    /// <summary>One was served.</summary>
    /// <param name="endCycle">When it has ended.</param>
    /// <param name="waited">Cycles that it waited for its bank.</param>
    internal void Served(long endCycle, long waited)
    {
        _endCycle = Math.Max(_endCycle, endCycle);
        _conflicts += waited > 0 ? 1 : 0;
        _waitCycles += waited;
    }

    /// <summary>
    /// Waits until all have ended. When the last is requested, lanes have made all requests before it, so that the time at which its bank
    /// serves it is known.
    /// </summary>
    internal IEnumerable<Wait> ToEnd()
    {
        yield return clock.Until(Math.Max(_lastRequest, clock.NextCycle));
        scratchpad.ServeTo(_lastRequest);
        ledger.Of(descriptor.Operation).Add(
            default, ScratchpadTotals.Only(scratchpad.Role, new ScratchpadCounts(0, 0, 0, 0, _conflicts, _waitCycles)));
        yield return clock.Until(Math.Max(_endCycle, clock.NextCycle));
    }
}
