using CycleSim.Dram.Parts;
using CycleSim.Traces.Requests;

namespace CycleSim.Accelerator.Replay;

/// <summary>
/// What a record of a trace means to a part: the bursts that it touches, and when they may enter. Times in picoseconds are rounded up to
/// DRAM cycles.
/// </summary>
/// <param name="part">Gives clock and burst.</param>
/// <param name="unit">Unit of the times.</param>
/// <param name="firstPs">The time that picoseconds count from.</param>
internal readonly struct RecordBursts(DramSpec part, RequestTimeUnit unit, long firstPs)
{
    private readonly long _periodPs = unit == RequestTimeUnit.Picoseconds ? part.ClockPeriodPs : 1;
    private readonly long _first = unit == RequestTimeUnit.Picoseconds ? firstPs : 0;
    private readonly long _burstBytes = part.BurstBytes;

    /// <summary>The first burst.</summary>
    internal long First(in MemoryRequest record) => record.Address / _burstBytes;

    /// <summary>The burst after the last; a record of 0 bytes touches the burst that holds its address.</summary>
    internal long End(in MemoryRequest record) => (record.Address + Math.Max(record.Bytes, 1) - 1) / _burstBytes + 1;

    /// <summary>The record starts and ends at a burst.</summary>
    internal bool IsAligned(in MemoryRequest record) => record.Address % _burstBytes == 0 && record.Bytes % _burstBytes == 0;

    /// <summary>The first cycle in which its bursts may enter.</summary>
    internal long CycleOf(in MemoryRequest record)
    {
        (long cycle, long rest) = Math.DivRem(record.Time - _first, _periodPs);
        return rest > 0 ? cycle + 1 : cycle;
    }
}
