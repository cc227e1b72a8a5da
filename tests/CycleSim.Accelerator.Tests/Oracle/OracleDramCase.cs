using CycleSim.Dram.Parts;
using CycleSim.Dram.Requests;

namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>Transfers to and from a random DRAM part.</summary>
/// <param name="Part">The part.</param>
/// <param name="Shapes">Gap before and length of the runs of each shape.</param>
/// <param name="Transfers">The transfers in order.</param>
internal sealed record OracleDramCase(DramSpec Part, (int Gap, int Count)[][] Shapes, OracleDramTransfer[] Transfers)
{
    /// <summary>Bursts between the starts of tensors: they start in different columns, and some share banks.</summary>
    private const long Distance = 520;

    internal BurstRun[] RunsOf(OracleDramTransfer transfer)
    {
        var runs = new List<BurstRun>();
        long burst = transfer.Tensor * Distance;
        foreach ((int gap, int count) in Shapes[transfer.Shape])
        {
            runs.Add(new BurstRun(burst + gap, count));
            burst = runs[^1].End;
        }

        return [.. runs];
    }

    internal IEnumerable<long> BurstsOf(OracleDramTransfer transfer) =>
        RunsOf(transfer).SelectMany(run => Enumerable.Range(0, (int)run.Count).Select(i => run.First + i));

    public override string ToString()
    {
        IEnumerable<string> transfers = Transfers.Select(transfer => $"{transfer}: {string.Join<BurstRun>(", ", RunsOf(transfer))}");
        return $"\n{Part with { Energy = null! }}\n{string.Join("\n", transfers)}";
    }
}
