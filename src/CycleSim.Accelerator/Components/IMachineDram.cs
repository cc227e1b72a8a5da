using CycleSim.Dram.Statistics;
using CycleSim.Kernel;

namespace CycleSim.Accelerator.Components;

/// <summary>The machine's DRAM as DMA engine and step see it.</summary>
internal interface IMachineDram
{
    /// <summary>Somebody else than the DMA engine uses it.</summary>
    public bool IsShared { get; }

    /// <summary>Core cycles from the end of a load until its data can be used.</summary>
    public long UsableAfterCycles { get; }

    /// <summary>Up to which time all of its records have been made, ps.</summary>
    public long CompletePs { get; }

    /// <summary>What it has done so far, up to where it has been simulated.</summary>
    public DramCounts Counts { get; }

    /// <summary>Gives another client access.</summary>
    /// <param name="name">Its name in reports.</param>
    public DramPort Connect(string name);

    /// <summary>Moves lines for the DMA engine, which is the only client; returns the core cycle after them.</summary>
    public long Transfer(long cycle, DmaDescriptor descriptor);

    /// <summary>Moves lines for the DMA engine, which is the only client, and says when it needs which bank.</summary>
    /// <param name="cycle">Core cycle of the request.</param>
    /// <param name="descriptor">What moves.</param>
    /// <param name="lineCycles">
    /// Takes a core cycle for each line, in order: of a load when its last data can be written, of a store when its first data must have
    /// been read.
    /// </param>
    /// <returns>The core cycle after the transfer.</returns>
    public long Transfer(long cycle, DmaDescriptor descriptor, Span<long> lineCycles);

    /// <summary>Moves lines for the DMA engine beside other clients.</summary>
    /// <param name="descriptor">What moves.</param>
    /// <returns>An event that happens in the core cycle after the last data.</returns>
    public Event TransferShared(DmaDescriptor descriptor);

    /// <summary>What it has done before a core cycle, refresh and background included.</summary>
    public DramCounts CountsAt(long cycle);
}
