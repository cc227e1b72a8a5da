using CsCheck;
using CycleSim.Dram.Commands;
using CycleSim.Dram.Control;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Replay;
using CycleSim.Dram.Requests;
using CycleSim.Dram.Standards;
using CycleSim.Dram.Statistics;
using CycleSim.Kernel;
using CycleSim.Properties;
using Checker = CycleSim.Dram.Commands.JedecChecker;

namespace CycleSim.Dram.Tests;

/// <summary>Idle ranks that are powered down: by hand, by the rules of the standard, and with idle time counted in closed form.</summary>
public class PowerDownTests
{
    private static readonly DramSpec Part = WithCurrents(DramLoader.Load("ddr3-1600-4gb-x8-1rank"));

    /// <summary>
    /// Accepted at 1, moved at 1, ACT at 2, RD at 13 (tRCD 11), data until 28. The rank is idle from 14 on; after 20 cycles, at 34,
    /// power-down is legal (RL + BL/2 + 1 = 16 after the read: 29). The next request is accepted at 501: PDX there; tXP 3 later the row,
    /// which is still open, is read.
    /// </summary>
    [Fact]
    public void A_request_wakes_a_rank_in_active_power_down()
    {
        (List<DramCommand> commands, DramSystem system) = Run(
            Part with { PowerDown = new PowerDownSpec(20, 0) }, new DramRequest(0, 0, false), new DramRequest(500, 64, false));
        Assert.Equal(
            ["ACT 2", "RD 13", "PDE 34", "PDX 501", "RD 504"],
            commands.Take(5).Select(command => $"{DramCommandNames.Of(command.Kind)} {command.Cycle}"));
        DramTotals totals = system.Totals;
        Assert.Equal(501 - 34, totals.ActivePowerDownCycles);
        Assert.Equal(34 - 2 + (totals.Cycles - 501), totals.ActiveCycles);
        Assert.Equal(2, totals.PrechargedCycles);
        AssertEnergy(system.Spec, totals);
    }

    /// <summary>
    /// After 100 idle cycles, at 114, the open row is closed, and tRP 11 later the rank enters self-refresh. No refresh falls due to it
    /// until the request of cycle 50,000 wakes it: SRX, and tXS (tRFC 208 + 8) later ACT.
    /// </summary>
    [Fact]
    public void A_rank_in_self_refresh_gets_no_refreshes_and_needs_long_to_wake()
    {
        (List<DramCommand> commands, DramSystem system) = Run(
            Part with { PowerDown = new PowerDownSpec(0, 100) }, new DramRequest(0, 0, false), new DramRequest(50_000, 64, false));
        Assert.Equal(
            ["ACT 2", "RD 13", "PRE 114", "SRE 125", "SRX 50001", "ACT 50217", "RD 50228"],
            commands.Take(7).Select(command => $"{DramCommandNames.Of(command.Kind)} {command.Cycle}"));
        Assert.Equal(50_001 - 125, system.Totals.SelfRefreshCycles);
        Assert.Equal(0, system.Totals.Refreshes);
        AssertEnergy(system.Spec, system.Totals);
    }

    /// <summary>A rank that woke from self-refresh is refreshed before it enters it again.</summary>
    [Fact]
    public void Between_two_self_refreshes_there_is_a_refresh()
    {
        (List<DramCommand> commands, _) = Run(
            Part with { PowerDown = new PowerDownSpec(0, 100) },
            [.. Enumerable.Range(0, 4).Select(i => new DramRequest(i * 3000L, i * 64L, false))], []);
        string[] names = [.. commands.Select(command => DramCommandNames.Of(command.Kind)).Where(name => name is "SRE" or "SRX" or "REF")];
        for (int i = 2; i < names.Length; i++)
            Assert.False(names[i] == "SRE" && names[i - 1] == "SRX", string.Join(' ', names));
    }

    /// <summary>Random traffic of each standard: no rule broken, every request done, every rank-cycle in exactly one state.</summary>
    [Fact]
    [Trait("kind", "property")]
    public void Powered_down_ranks_obey_the_rules() =>
        Gen.Select(
            Gen.Int[0, StandardPart.Names.Count - 1].Select(i => StandardPart.Names.ElementAt(i)), Gen.Int[0, 2], Gen.Int[0, 60],
            Gen.Int[0, 400],
            Gen.Select(Gen.Int[0, 900], Gen.Int[0, 4000], Gen.Bool).Array[1, 30])
        .ForAll(
            (name, ranks, idle, selfRefresh, picks) =>
            {
                DramSpec spec = WithCurrents(StandardPart.Of(name)) with { PowerDown = new PowerDownSpec(idle, selfRefresh) };
                if (spec.Banks << ranks <= DramSpec.MaxBanksOfChannel)
                    spec = spec with { Ranks = 1 << ranks };
                (List<DramCommand> commands, DramSystem system) = Run(spec, Requests(picks, spec), []);
                Assert.Empty(Checker.Check(spec, commands));
                AssertStates(system);
            },
            cases: 200);

    /// <summary>A command log must see every command, so idle time is simulated; without one it is counted.</summary>
    [Fact]
    [Trait("kind", "property")]
    public void Idle_time_counts_as_if_every_refresh_was_visited() =>
        Gen.Select(
            Gen.Int[0, 1], Gen.Int[0, 300], Gen.Int[0, 60_000],
            Gen.Select(Gen.Int[0, 400_000], Gen.Int[0, 4000], Gen.Bool).Array[1, 6])
        .ForAll(
            (ranks, idle, selfRefresh, picks) =>
            {
                DramSpec spec = Part with { Ranks = 1 << ranks, PowerDown = new PowerDownSpec(idle, selfRefresh) };
                DramRequest[] requests = Requests(picks, spec);
                (_, DramSystem observed) = Run(spec, requests, []);
                var counted = new DramSystem(spec, DramPolicy.Default);
                new DramReplay(counted, new ReplayStatistics()).Run(new RequestArray(requests));
                Assert.Equal(observed.Totals, counted.Totals);
            },
            cases: 100);

    [Fact]
    public void Idle_time_of_any_length_costs_nothing()
    {
        DramSpec spec = Part with { Ranks = 2, PowerDown = new PowerDownSpec(50, 0) };
        var system = new DramSystem(spec, DramPolicy.Default);
        new DramReplay(system, new ReplayStatistics()).Run(
            new RequestArray([new DramRequest(0, 0, false), new DramRequest(spec.LastCycle / 2, 64, true)]));
        Assert.InRange(system.CyclesVisited, 1, 1000);
        AssertStates(system);
    }

    private static (List<DramCommand> Commands, DramSystem System) Run(DramSpec spec, params DramRequest[] requests) =>
        Run(spec, requests, []);

    private static (List<DramCommand> Commands, DramSystem System) Run(
        DramSpec spec, DramRequest[] requests, List<DramCommand> commands)
    {
        var hook = new Hook<DramCommandRun>();
        var sequence = new CommandSequence(commands.Add);
        hook.Subscribe((in DramCommandRun run) => sequence.Add(run));
        var system = new DramSystem(spec, DramPolicy.Default, hook);
        long count = new DramReplay(system, new ReplayStatistics()).Run(new RequestArray(requests));
        sequence.Complete();
        Assert.Equal(requests.Length, count);
        return (commands, system);
    }

    private static DramRequest[] Requests((int Gap, int Burst, bool IsWrite)[] picks, DramSpec spec)
    {
        long cycle = 0;
        return [.. picks.Select(pick => new DramRequest(
            cycle += pick.Gap, (long)pick.Burst * 97 % (spec.CapacityBytes / spec.BurstBytes) * spec.BurstBytes, pick.IsWrite))];
    }

    private static void AssertStates(DramSystem system)
    {
        DramTotals totals = system.Totals;
        Assert.Equal(
            totals.Cycles * system.Spec.Ranks * system.Spec.Channels,
            totals.ActiveCycles + totals.PrechargedCycles + totals.ActivePowerDownCycles + totals.PrechargedPowerDownCycles
            + totals.SelfRefreshCycles);
    }

    private static void AssertEnergy(DramSpec spec, DramTotals totals)
    {
        var energy = DramEnergy.Of(spec.Energy, DramCounts.Of(totals));
        double expected = totals.ActivePowerDownCycles * 41.0 + totals.PrechargedPowerDownCycles * 23.0 + totals.SelfRefreshCycles * 7.0;
        Assert.Equal(expected, (double)energy.PowerDownPj, 6);
        Assert.Equal(
            expected + totals.ActiveCycles * spec.Energy.ActiveCyclePj + totals.PrechargedCycles * spec.Energy.PrechargedCyclePj,
            (double)energy.BackgroundPj, 3);
    }

    private static DramSpec WithCurrents(DramSpec spec) => spec with
    {
        Energy = spec.Energy with { ActivePowerDownCyclePj = 41, PrechargedPowerDownCyclePj = 23, SelfRefreshCyclePj = 7 },
    };
}
