using CycleSim.Accelerator.Replay;
using CycleSim.Reference;
using CycleSim.Traces;

namespace CycleSim.Accelerator.Tests.Recording;

/// <summary>A trace of overlapping tiles from before traces kept the tile of each transfer.</summary>
public class OldTraceTests
{
    private static readonly string Stored =
        Path.Combine(Repository.Root, "tests", "Reference", "traces", "lenet5-overlapped-without-tiles.cst");

    [Fact]
    public void It_reads_and_replays_in_an_open_loop_and_says_why_not_in_a_closed_one()
    {
        using TraceFile file = TraceFile.Open(Stored);
        ReplayTarget target = ReplayTarget.Recorded(file);
        Assert.All(file.Transfers(0, long.MaxValue), transfer => Assert.True(transfer is { Tile: -1, Operation: >= 0 }));
        Assert.True(OpenLoopReplay.Run(file, target).Dram is { LateCycles: 0, Transfers: > 0 });
        Assert.EndsWith(
            "was recorded before traces kept the tile of each transfer; record it again (open loop works)",
            Assert.Throws<TraceFormatException>(() => ClosedLoopReplay.Run(file, target)).Message, StringComparison.Ordinal);
    }
}
