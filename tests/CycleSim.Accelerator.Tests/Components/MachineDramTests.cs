using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Dram;
using CycleSim.Dram.Control;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Requests;

namespace CycleSim.Accelerator.Tests.Components;

/// <summary>When each line of a transfer moves: a loaded one is there with its last burst, a stored one is read for its first.</summary>
public class MachineDramTests
{
    private const long CorePeriodPs = 1000;
    private const int Lines = 40;

    [Theory]
    [InlineData(64, false)]
    [InlineData(64, true)]
    [InlineData(256, false)]
    [InlineData(256, true)]
    public void Lines_move_when_their_bursts_do(int lineBytes, bool isWrite)
    {
        DramSpec spec = DramLoader.Load("ddr3-1600-4gb-x8");
        using var simulation = new Kernel.Simulation();
        var clock = new MachineClock(simulation, CorePeriodPs, spec.ClockPeriodPs);
        var dram = new MachineDram(simulation, clock, lineBytes, new DramSystem(spec, DramPolicy.Default));
        long[] lineCycles = new long[Lines];
        long end = dram.Transfer(0, new DmaDescriptor(0, 0, 0, [new LineRun(0, Lines)], isWrite), lineCycles);

        int burstsOfLine = lineBytes / spec.BurstBytes;
        DramRequest[] requests =
            [.. Enumerable.Range(0, Lines * burstsOfLine).Select(i => new DramRequest(0, (long)i * spec.BurstBytes, isWrite))];
        DramCompletion[] bursts = new DramController(spec, DramPolicy.Default).Transfer(requests, out long burstEnd);
        Assert.Equal(
            bursts.Chunk(burstsOfLine).Select(line => CoreCycle(
                isWrite ? line.Min(burst => burst.AcceptCycle) : line.Max(burst => burst.DoneCycle))),
            lineCycles);
        Assert.Equal(CoreCycle(burstEnd), end);

        long CoreCycle(long dramCycle) => (dramCycle * spec.ClockPeriodPs + CorePeriodPs - 1) / CorePeriodPs;
    }
}
