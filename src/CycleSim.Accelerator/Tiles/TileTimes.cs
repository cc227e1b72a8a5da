using System.Collections.Immutable;

namespace CycleSim.Accelerator.Tiles;

/// <summary>
/// Where the time of a list of tiles went, in core cycles. For the array: total = <see cref="ArrayBusy"/> + <see cref="WaitLoad"/>
/// + <see cref="WaitStore"/> + <see cref="Tail"/>; for the channel: total = <see cref="DmaBusy"/> + <see cref="DmaIdle"/>.
/// </summary>
/// <param name="TotalCycles">End of the last computation or store.</param>
/// <param name="LoadBusy">The channel was occupied by loads.</param>
/// <param name="StoreBusy">The channel was occupied by stores.</param>
/// <param name="ArrayBusy">The array computed.</param>
/// <param name="WaitLoad">The array waited for operands.</param>
/// <param name="WaitStore">The array had its operands and waited for an output buffer, and so for a store.</param>
/// <param name="Tail">From the end of the last computation to the end of the last store.</param>
/// <param name="ComputeStarts">Start of the computation of each tile.</param>
public sealed record TileTimes(
    long TotalCycles, long LoadBusy, long StoreBusy, long ArrayBusy, long WaitLoad, long WaitStore, long Tail,
    ImmutableArray<long> ComputeStarts)
{
    /// <summary>The channel was occupied.</summary>
    public long DmaBusy => LoadBusy + StoreBusy;

    /// <summary>Nothing could be moved: nothing was ready, or the transfer that the policy wants next was not.</summary>
    public long DmaIdle => TotalCycles - DmaBusy;
}
