using CycleSim.Accelerator.Machine;
using CycleSim.Dram.Statistics;
using CycleSim.Kernel;
using CycleSim.Platform;

namespace CycleSim.Accelerator.Components;

/// <summary>A DRAM without banks, rows and refreshes: so many bytes a cycle after a latency. Its bursts are lines.</summary>
/// <param name="lineBytes">Bytes of a scratchpad line.</param>
/// <param name="dram">What it does.</param>
internal sealed class IdealMachineDram(int lineBytes, IdealDram dram) : IMachineDram
{
    private long _reads;
    private long _writes;

    /// <inheritdoc />
    public bool IsShared => false;

    /// <inheritdoc />
    public long UsableAfterCycles => dram.UsableAfterCycles;

    /// <inheritdoc />
    public long CompletePs => long.MaxValue;

    /// <inheritdoc />
    public DramCounts Counts => new(_reads, _writes, 0, 0, 0, 0, 0, 0, 0);

    /// <inheritdoc />
    public DramPort Connect(string name) =>
        throw new InputException($"port {name} needs a DRAM part; the machine's DRAM is ideal and has one client, the DMA engine");

    /// <inheritdoc />
    public long Transfer(long cycle, DmaDescriptor descriptor)
    {
        long lines = descriptor.Lines;
        if (descriptor.IsWrite)
            _writes += lines;
        else
            _reads += lines;
        return cycle + dram.ChannelCycles(lines * lineBytes);
    }

    /// <inheritdoc />
    public long Transfer(long cycle, DmaDescriptor descriptor, Span<long> lineCycles)
    {
        long first = cycle + dram.ChannelCycles(lineBytes) - dram.DataCycles(lineBytes);
        for (int line = 0; line < lineCycles.Length; line++)
        {
            lineCycles[line] = descriptor.IsWrite
                ? first + (long)line * lineBytes / dram.BytesPerCycle
                : first + dram.DataCycles((line + 1L) * lineBytes) + dram.UsableAfterCycles;
        }

        return Transfer(cycle, descriptor);
    }

    /// <inheritdoc />
    public Event TransferShared(DmaDescriptor descriptor) => throw new InvalidOperationException("an ideal DRAM is never shared");

    /// <inheritdoc />
    public DramCounts CountsAt(long cycle) => Counts;
}
