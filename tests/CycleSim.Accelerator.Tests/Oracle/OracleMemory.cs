using System.Collections.Immutable;
using CycleSim.Arrays;
using CycleSim.Arrays.Models;

namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>A memory of any capacity with latencies as a test wants them.</summary>
internal sealed class OracleMemory(double readNs, double writeNs) : IMemoryModel
{
    public MemoryModelKind Kind => MemoryModelKind.Table;

    public long MinCapacityBytes => 0;

    public long MaxCapacityBytes => long.MaxValue;

    public ImmutableArray<long> KnotBytes => [];

    public MemoryMetrics At(long capacityBytes) => new(capacityBytes, 1, readNs, writeNs, 1, 1, 512, 1);

    public double MinAreaMm2(long capacityBytes) => 0;

    internal static MemoryTechnology Technology(double readNs, double writeNs) => new()
    {
        Name = "test",
        Description = "made for a test",
        Cell = "none",
        NodeNm = 28,
        Organisation = MemoryOrganisation.Ram,
        AccessBits = 512,
        Sources = ["a test"],
        Model = new OracleMemory(readNs, writeNs),
    };
}
