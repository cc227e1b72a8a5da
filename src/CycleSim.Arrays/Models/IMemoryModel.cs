using System.Collections.Immutable;
using CycleSim.Platform;

namespace CycleSim.Arrays.Models;

/// <summary>Metrics of an array over its capacity.</summary>
public interface IMemoryModel
{
    /// <summary>Which model this is, for outputs: every result names the source of its metrics.</summary>
    public MemoryModelKind Kind { get; }

    /// <summary>Smallest capacity in bytes.</summary>
    public long MinCapacityBytes { get; }

    /// <summary>Largest capacity in bytes.</summary>
    public long MaxCapacityBytes { get; }

    /// <summary>Capacities with metrics of their own, increasing; in between every metric is a power of the capacity.</summary>
    public ImmutableArray<long> KnotBytes { get; }

    /// <summary>The metrics at a capacity.</summary>
    /// <param name="capacityBytes">Capacity in bytes, from smallest to largest.</param>
    /// <exception cref="InputException">The capacity is out of range: nothing is extrapolated.</exception>
    public MemoryMetrics At(long capacityBytes);

    /// <summary>An area in mm² that an array of a capacity cannot be smaller than; 0 where there is no such bound.</summary>
    public double MinAreaMm2(long capacityBytes);
}
