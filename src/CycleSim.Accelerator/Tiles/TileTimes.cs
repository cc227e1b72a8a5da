using System.Collections.Immutable;

namespace CycleSim.Accelerator.Tiles;

/// <summary>
/// Where the time of a list of tiles went, in core cycles. For the array: total = <see cref="ArrayBusyCycles"/> +
/// <see cref="WaitLoadCycles"/> + <see cref="WaitStoreCycles"/> + <see cref="TailCycles"/>; for the channel: total =
/// <see cref="DmaBusyCycles"/> + <see cref="DmaIdleCycles"/>.
/// </summary>
/// <param name="TotalCycles">End of the last computation or store.</param>
/// <param name="LoadBusyCycles">The channel was occupied by loads.</param>
/// <param name="StoreBusyCycles">The channel was occupied by stores.</param>
/// <param name="ArrayBusyCycles">The array computed.</param>
/// <param name="WaitLoadCycles">The array waited for operands.</param>
/// <param name="WaitStoreCycles">The array had its operands and waited for an output buffer, and so for a store.</param>
/// <param name="TailCycles">From the end of the last computation to the end of the last store.</param>
/// <param name="ComputeStartCycles">Start of the computation of each tile.</param>
public sealed record TileTimes(
    long TotalCycles, long LoadBusyCycles, long StoreBusyCycles, long ArrayBusyCycles, long WaitLoadCycles, long WaitStoreCycles,
    long TailCycles, ImmutableArray<long> ComputeStartCycles)
{
    /// <summary>The channel was occupied.</summary>
    public long DmaBusyCycles => LoadBusyCycles + StoreBusyCycles;

    /// <summary>Nothing could be moved: nothing was ready, or the transfer that the policy wants next was not.</summary>
    public long DmaIdleCycles => TotalCycles - DmaBusyCycles;
}
