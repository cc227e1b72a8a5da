using CycleSim.Accelerator.Dram;
using CycleSim.Configuration;
using CycleSim.Traces;
using CycleSim.Traces.Export;

namespace CycleSim.Accelerator.Replay;

/// <summary>Requests of other programs' traces for the DRAM controller.</summary>
public static class ForeignRequests
{
    /// <summary>
    /// Reads a gem5 packet trace. A packet becomes the bursts that it touches; times are rounded up to DRAM cycles, counted from the first packet.
    /// </summary>
    /// <param name="path">The trace.</param>
    /// <param name="part">Gives clock, burst and capacity.</param>
    /// <param name="skipped">Packets that are neither read nor write requests.</param>
    /// <exception cref="InputException">An address is beyond the part, packets go back in time, span too long a time, or none is a request.</exception>
    /// <exception cref="TraceFormatException">The file is damaged or no gem5 trace.</exception>
    public static DramRequest[] OfGem5(string path, DramSpec part, out long skipped)
    {
        ArgumentNullException.ThrowIfNull(part);
        var requests = new List<DramRequest>();
        long number = 0;
        long firstPs = -1;
        long lastPs = 0;
        long others = 0;
        foreach (Gem5Request packet in Gem5Trace.Read(path, () => others++))
        {
            number++;
            if (firstPs < 0)
                firstPs = lastPs = packet.TimePs;
            if (packet.TimePs < lastPs)
                throw new InputException($"{path}: request {number} is at {packet.TimePs} ps, before the one at {lastPs} ps");
            if (packet.Address > part.CapacityBytes - packet.Bytes)
            {
                throw new InputException(
                    $"{path}: request {number} has address 0x{packet.Address:x}: must be below 0x{part.CapacityBytes:x} ({ByteSize.Format(part.CapacityBytes)} of {part.Name})");
            }

            lastPs = packet.TimePs;
            long cycle = (packet.TimePs - firstPs + part.ClockPeriodPs - 1) / part.ClockPeriodPs;
            if (cycle > DramTraceFile.LastCycle)
                throw new InputException($"{path}: request {number} is {cycle} DRAM cycles after the first; allowed are {DramTraceFile.LastCycle}");
            for (long burst = packet.Address / part.BurstBytes; burst * part.BurstBytes < packet.Address + packet.Bytes; burst++)
                requests.Add(new DramRequest(cycle, burst * part.BurstBytes, packet.IsWrite));
        }

        skipped = others;
        return requests.Count > 0 ? [.. requests] : throw new InputException($"{path}: has no ReadReq or WriteReq packet");
    }
}
