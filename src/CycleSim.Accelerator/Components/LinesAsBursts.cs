using CycleSim.Accelerator.Dataflow;
using CycleSim.Dram.Requests;

namespace CycleSim.Accelerator.Components;

/// <summary>
/// Which DRAM bursts hold which lines of a tensor: a line is a whole number of bursts, or a burst a whole number of lines. Whole bursts
/// move: lines that share one move together.
/// </summary>
/// <param name="lineBytes">Bytes of a line, a power of two.</param>
/// <param name="burstBytes">Bytes of a burst, a power of two.</param>
internal readonly struct LinesAsBursts(int lineBytes, int burstBytes)
{
    /// <summary>The bursts that a transfer moves, counted from the start of DRAM, each once, ascending.</summary>
    /// <param name="transfer">Lines of a tensor.</param>
    internal BurstRun[] Bursts(DmaDescriptor transfer)
    {
        if (burstBytes > lineBytes)
            return LargeBursts(transfer, burstBytes / lineBytes);
        int ofLine = lineBytes / burstBytes;
        var bursts = new BurstRun[transfer.Runs.Count];
        for (int i = 0; i < bursts.Length; i++)
            bursts[i] = new BurstRun((transfer.BaseLine + transfer.Runs[i].First) * ofLine, transfer.Runs[i].Count * ofLine);
        return bursts;
    }

    private static BurstRun[] LargeBursts(DmaDescriptor transfer, int linesOfBurst)
    {
        List<BurstRun> bursts = new(transfer.Runs.Count);
        foreach (LineRun run in transfer.Runs)
        {
            long first = (transfer.BaseLine + run.First) / linesOfBurst;
            long end = (transfer.BaseLine + run.End + linesOfBurst - 1) / linesOfBurst;
            if (bursts.Count > 0)
                first = Math.Max(first, bursts[^1].End);
            if (end > first)
                bursts.Add(new BurstRun(first, end - first));
        }

        return [.. bursts];
    }
}
