using CycleSim.Device.Mathematics;

namespace CycleSim.Device.Reading;

/// <summary>How often a read changes the bit that it reads.</summary>
/// <param name="OtherSideAtEnd">
/// Probability that the cell is on the other side of its barrier when the read ends. Not the disturb: more cells are high on the barrier
/// then, and half of those fall over afterwards.
/// </param>
/// <param name="PerRead">
/// Probability that the cell ends in the other state once it has come to rest, less what is lost without a read.
/// </param>
public sealed record ReadDisturb(double OtherSideAtEnd, double PerRead)
{
    /// <summary>Probability that a cell is disturbed in the course of many reads, with time to come to rest between them.</summary>
    /// <param name="reads">Number of reads, at least 0.</param>
    public double AfterReads(double reads)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(reads);
        return NearOne.AtLeastOne(PerRead, reads);
    }
}
