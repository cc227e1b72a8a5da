using CycleSim.Accelerator.Dataflow;
using CycleSim.Kernel;

namespace CycleSim.Accelerator.Components;

/// <summary>
/// The accesses of a load or store of a tile to banks that lanes use too. When each is requested is known once the transfer starts: a line
/// is written when its last data are there, and read when its first burst enters the DRAM controller. Between DRAM and banks stands a
/// buffer without bounds: lines that wait for their bank do not hold up the DRAM. That is simpler than an engine with few buffers. Waits
/// for banks are counted where they have an effect: what waits for the data counts them.
/// </summary>
/// <param name="clock">Converts cycles to kernel time.</param>
/// <param name="scratchpad">Whose banks they are.</param>
/// <param name="descriptor">What is moved.</param>
internal sealed class SharedBankTransfer(MachineClock clock, Scratchpad scratchpad, DmaDescriptor descriptor)
{
    private long _lastRequest;
    private long _endCycle;

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
                scratchpad.Request(new DmaBankAccess(layout.BankOfDramLine(position), cycle, !descriptor.IsWrite, this));
            }
        }
    }

    /// <summary>One was served.</summary>
    /// <param name="endCycle">When it has ended.</param>
    internal void Served(long endCycle) => _endCycle = Math.Max(_endCycle, endCycle);

    /// <summary>
    /// Waits until all have ended. When the last is requested, lanes have made all requests before it, so that the time at which its bank
    /// serves it is known.
    /// </summary>
    internal IEnumerable<Wait> ToEnd()
    {
        yield return clock.Until(Math.Max(_lastRequest, clock.NextCycle));
        scratchpad.ServeTo(_lastRequest);
        yield return clock.Until(Math.Max(_endCycle, clock.NextCycle));
    }
}
