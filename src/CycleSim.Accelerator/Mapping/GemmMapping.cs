using System.Collections.Immutable;

using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Mapping;

/// <summary>The tiling of a GEMM with the minimum of DRAM bytes.</summary>
/// <param name="Shape">The GEMM.</param>
/// <param name="Tiling">One tiling that reaches the minimum: of those the one with the minimum number of tiles.</param>
/// <param name="Order">Its loop order: of equal ones the first of <see cref="LoopOrder.All"/>.</param>
/// <param name="Traffic">Its traffic.</param>
/// <param name="MinBytesOfOrder">The minimum of each order over all tilings, in the order of <see cref="LoopOrder.All"/>.</param>
/// <param name="CompulsoryBytes">Bytes when each operand moves once.</param>
/// <param name="LowerBoundBytes">What no schedule with as many words on-chip stays below; at least the compulsory bytes.</param>
/// <param name="Candidates">Tilings that were tried, each in all orders: the effort of the search.</param>
public sealed record GemmMapping(
    GemmShape Shape, GemmTiling Tiling, LoopOrder Order, GemmTraffic Traffic, ImmutableArray<long> MinBytesOfOrder, long CompulsoryBytes,
    long LowerBoundBytes, int Candidates)
{
    /// <summary>The minimum over all tilings and orders.</summary>
    public long MinBytes => Traffic.TotalBytes;

    /// <summary>The minimum over the lower bound, at least 1.</summary>
    public double RatioToBound => (double)MinBytes / LowerBoundBytes;
}
