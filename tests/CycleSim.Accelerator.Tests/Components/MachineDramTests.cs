using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Dram;
using CycleSim.Dram.Control;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Requests;
using CycleSim.Kernel;

namespace CycleSim.Accelerator.Tests.Components;

/// <summary>
/// When each line of a transfer moves: a loaded one is there with its last burst, a stored one is read for its first. What counting does.
/// </summary>
public class MachineDramTests
{
    private const long CorePeriodPs = 1000;
    private const int Lines = 40;
    private static readonly DramSpec Spec = DramLoader.Load("ddr3-1600-4gb-x8");

    [Theory]
    [InlineData(64, false)]
    [InlineData(64, true)]
    [InlineData(256, false)]
    [InlineData(256, true)]
    public void Lines_move_when_their_bursts_do(int lineBytes, bool isWrite)
    {
        using var simulation = new Simulation();
        long[] lineCycles = new long[Lines];
        long end = Idle(simulation, lineBytes).Transfer(0, new DmaDescriptor(0, 0, 0, [new LineRun(0, Lines)], isWrite), lineCycles);

        int burstsOfLine = lineBytes / Spec.BurstBytes;
        DramRequest[] requests =
            [.. Enumerable.Range(0, Lines * burstsOfLine).Select(i => new DramRequest(0, (long)i * Spec.BurstBytes, isWrite))];
        DramCompletion[] bursts = new DramController(Spec, DramPolicy.Default).Transfer(requests, out long burstEnd);
        Assert.Equal(
            bursts.Chunk(burstsOfLine).Select(line => CoreCycle(
                isWrite ? line.Min(burst => burst.AcceptCycle) : line.Max(burst => burst.DoneCycle))),
            lineCycles);
        Assert.Equal(CoreCycle(burstEnd), end);

        long CoreCycle(long dramCycle) => (dramCycle * Spec.ClockPeriodPs + CorePeriodPs - 1) / CorePeriodPs;
    }

    [Fact]
    public void What_was_simulated_further_cannot_be_counted_before()
    {
        using var simulation = new Simulation();
        MachineDram dram = Idle(simulation, Spec.BurstBytes);
        long end = dram.Transfer(0, new DmaDescriptor(0, 0, 0, [new LineRun(0, Lines)], IsWrite: false));
        Assert.Matches(
            "^DRAM is in cycle [0-9]+ and is to be counted up to 1$",
            Assert.Throws<InvalidOperationException>(() => dram.CountsAt(2)).Message);
        Assert.Equal(Lines, dram.CountsAt(end).ReadBursts);
    }

    /// <summary>Another client's request is served while an operation is counted: it is done when it would be without.</summary>
    [Fact]
    public void Counting_serves_other_clients()
    {
        long[] doneAtPs = new long[2];
        for (int counts = 0; counts < 2; counts++)
        {
            using var simulation = new Simulation();
            MachineDram dram = Idle(simulation, Spec.BurstBytes);
            DramPort port = dram.Connect("other");
            Event done = port.Read(4096);
            if (counts > 0)
                Assert.Equal(1, dram.CountsAt(500).ReadBursts);
            simulation.Run();
            Assert.True(done.IsProcessed);
            doneAtPs[counts] = simulation.NowPs;
        }

        Assert.Equal(doneAtPs[0], doneAtPs[1]);
    }

    private static MachineDram Idle(Simulation simulation, int lineBytes) => new(
        simulation, new MachineClock(simulation, CorePeriodPs, Spec.ClockPeriodPs), lineBytes, new DramSystem(Spec, DramPolicy.Default));
}
