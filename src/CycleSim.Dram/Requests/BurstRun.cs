namespace CycleSim.Dram.Requests;

/// <summary>Neighbouring bursts.</summary>
/// <param name="First">First burst.</param>
/// <param name="Count">Bursts, at least 1.</param>
public readonly record struct BurstRun(long First, long Count)
{
    /// <summary>Burst after the last.</summary>
    public long End => First + Count;
}
