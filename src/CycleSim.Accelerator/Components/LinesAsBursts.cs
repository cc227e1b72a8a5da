using CycleSim.Accelerator.Dataflow;
using CycleSim.Dram.Requests;

namespace CycleSim.Accelerator.Components;

/// <summary>
/// Which DRAM bursts hold which lines of a tensor: a line is a whole number of bursts, or a burst a whole number of lines. Whole bursts
/// move: lines that share one move together.
/// </summary>
/// <param name="lineBytes">Bytes of a line, a power of two.</param>
/// <param name="burstBytes">Bytes of a burst, a power of two.</param>
internal sealed class LinesAsBursts(int lineBytes, int burstBytes)
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

    /// <summary>The first and the last burst of each line of a transfer, as indexes among all of its bursts.</summary>
    /// <param name="transfer">Lines of a tensor.</param>
    /// <param name="runs">Its bursts.</param>
    internal IEnumerable<(int First, int Last)> BurstsOfLines(DmaDescriptor transfer, BurstRun[] runs)
    {
        long[] bursts = [.. runs.SelectMany(run => Enumerable.Range(0, checked((int)run.Count)).Select(i => run.First + i))];
        int next = 0;
        foreach (LineRun run in transfer.Runs)
        {
            for (long line = transfer.BaseLine + run.First; line < transfer.BaseLine + run.End; line++)
            {
                long first = line * lineBytes / burstBytes;
                while (bursts[next] != first)
                    next++;
                yield return (next, next + Math.Max(1, lineBytes / burstBytes) - 1);
            }
        }
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
