using CycleSim.Accelerator.Components;
using CycleSim.Kernel;
using CycleSim.Platform;

namespace CycleSim.Accelerator.Tests.Components;

/// <summary>What passes between core and DRAM waits for the next edge of the other clock.</summary>
public class MachineClockTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)] // 1,000 ps: the edge at 1,250 ps
    [InlineData(2, 2)]
    [InlineData(4, 4)]
    [InlineData(5, 4)] // 5,000 ps: an edge of both clocks
    [InlineData(6, 5)]
    public void A_request_enters_dram_at_its_next_edge(long coreCycle, long dramCycle) =>
        Assert.Equal(dramCycle, Clock(1000, 1250).DramCycleFrom(coreCycle));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 2)] // 1,250 ps: the edge at 2,000 ps
    [InlineData(2, 3)]
    [InlineData(4, 5)] // 5,000 ps: an edge of both clocks
    [InlineData(5, 7)]
    public void Data_reach_the_core_at_its_next_edge(long dramCycle, long coreCycle) =>
        Assert.Equal(coreCycle, Clock(1000, 1250).CycleFrom(dramCycle));

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(4, 3)]
    [InlineData(5, 4)]
    [InlineData(6, 4)]
    public void Dram_is_accounted_for_up_to_the_cycle_that_the_core_is_in(long coreCycle, long dramCycle) =>
        Assert.Equal(dramCycle, Clock(1000, 1250).DramCycleAt(coreCycle));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(1000, 1)]
    [InlineData(1250, 2)]
    public void What_is_asked_for_between_edges_starts_at_the_next(long nowPs, long cycle)
    {
        using var simulation = new Simulation();
        simulation.Run(nowPs);
        Assert.Equal(cycle, new MachineClock(simulation, 1000, 1250).NextCycle);
    }

    [Fact]
    public void Equal_clocks_meet_at_every_edge()
    {
        MachineClock clock = Clock(1250, 1250);
        for (long cycle = 0; cycle < 10; cycle++)
            Assert.Equal((cycle, cycle, cycle), (clock.DramCycleFrom(cycle), clock.CycleFrom(cycle), clock.DramCycleAt(cycle)));
    }

    [Fact]
    public void Time_beyond_the_end_of_simulated_time_is_refused() =>
        Assert.Contains(
            "beyond the end of simulated time",
            Assert.Throws<InputException>(() => Clock(1000, 1250).DramCycleFrom(long.MaxValue / 999)).Message, StringComparison.Ordinal);

    private static MachineClock Clock(long corePs, long dramPs) => new(new Simulation(), corePs, dramPs);
}
