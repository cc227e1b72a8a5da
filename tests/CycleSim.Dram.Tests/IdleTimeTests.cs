using CsCheck;
using CycleSim.Dram.Commands;
using CycleSim.Dram.Control;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Requests;
using CycleSim.Dram.Standards;
using CycleSim.Dram.Tests.Naive;
using CycleSim.Kernel;
using CycleSim.Platform;
using CycleSim.Properties;

namespace CycleSim.Dram.Tests;

/// <summary>
/// Time in which nothing is requested: counted in closed form, the same as if each refresh were visited, and never a live-lock.
/// </summary>
public class IdleTimeTests
{
    private static readonly DramSpec OneRank = DramLoader.Load("ddr3-1600-4gb-x8-1rank");

    private static readonly Gen<DramSpec> Parts =
        from ranks in Gen.Int[0, 2]
        from banks in Gen.Int[0, 3]
        from refresh in Gen.Frequency((5, Gen.Const(true)), (1, Gen.Const(false)))
        from interval in Gen.Int[1500, 7000]
        from trfc in Gen.Int[20, 400]
        from depth in Gen.Int[1, 12]
        select OneRank with
        {
            Ranks = 1 << ranks,
            Banks = 1 << banks,
            Refresh = refresh,
            WriteBufferDepth = depth,
            Timing = OneRank.Timing.With(("trefi", interval), ("trfc", trfc)),
        };

    /// <summary>Groups of requests with gaps of up to 300 refresh intervals between them.</summary>
    private static readonly Gen<(long Gap, (int Location, bool IsWrite)[] Requests)[]> Bursts =
        Gen.Select(
            Gen.Frequency((2, Gen.Long[0, 40_000]), (2, Gen.Long[40_000, 2_000_000]), (1, Gen.Int[1, 40].Select(i => i * 1500L))),
            Gen.Select(Gen.Int[0, 60], Gen.Bool).Array[1, 14]).Array[1, 12];

    /// <summary>A thousand seconds without a request are no thousand seconds of work.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_long_gap_is_not_visited(bool isDramsim3)
    {
        var controller = new DramController(OneRank, isDramsim3 ? DramPolicy.Dramsim3 : DramPolicy.Default);
        DramCompletion[] done = controller.Replay([new DramRequest(0, 0, false), new DramRequest(800_000_000_000, 4096, false)]);
        Assert.True(done[1].DoneCycle > 800_000_000_000);
        Assert.InRange(controller.CyclesVisited, 1, 200);
        Assert.InRange(controller.Totals.Refreshes, 120_000_000, 130_000_000);
    }

    /// <summary>
    /// An idle channel skips to the cycle in which the next request or a refresh comes, not beside it: wherever a request lies between two
    /// refreshes, far from the one before, it meets the same channel as if each refresh were visited.
    /// </summary>
    [Theory]
    [InlineData("open")]
    [InlineData("closed")]
    public void An_idle_channel_skips_to_the_right_cycle(string page)
    {
        DramSpec part = OneRank with { PagePolicy = page };
        for (long offset = -40; offset < 6200; offset += offset < 400 ? 1 : 97)
        {
            DramRequest[] requests =
                [new(0, 0, IsWrite: false), new(500 * 6240 + offset, 1 << 17, IsWrite: true), new(999 * 6240 + offset, 0, IsWrite: false)];
            var commands = new List<DramCommandRun>();
            DramCompletion[] expected = Observed(part, DramPolicy.Default, commands).Replay(requests);
            Assert.Equal(requests.Select(request => request.Cycle + 1), expected.Select(completion => completion.AcceptCycle));
            var counted = new DramController(part, DramPolicy.Default);
            Assert.Equal(expected, counted.Replay(requests));
            Assert.InRange(counted.CyclesVisited, 1, 700);
            DramCommandRun[] refreshes = [.. commands.Where(command => command.Kind == DramCommandKind.Refresh)];
            Assert.InRange(refreshes.Length, 998, 999);
            Assert.Equal(refreshes.Length, counted.Totals.Refreshes);
            Assert.All(refreshes, (refresh, index) => Assert.InRange(refresh.Cycle - (index + 1) * 6240L, 0, 60));
        }
    }

    /// <summary>
    /// With somebody who listens each refresh is issued one by one, without they are counted: the rest is the same to the cycle.
    /// </summary>
    [Fact]
    [Trait("kind", "property")]
    public void Idle_refreshes_count_as_if_each_was_visited() =>
        Gen.Select(Parts, Gen.Bool, Gen.Bool.Select(isOpen => isOpen ? "open" : "closed"), Bursts).ForAll(
            (part, isDramsim3, page, bursts) =>
            {
                DramPolicy policy = isDramsim3 ? DramPolicy.Dramsim3 : DramPolicy.Default;
                DramSpec spec = isDramsim3 ? part : part with { PagePolicy = page };
                DramRequest[] requests = Requests(bursts);
                var counted = new DramController(spec, policy);
                var commands = new List<DramCommandRun>();
                DramController visited = Observed(spec, policy, commands);
                if (!AreEqualReplays(visited, counted, requests))
                    return;
                Assert.Equal(commands.Count(command => command.Kind == DramCommandKind.Refresh), counted.Totals.Refreshes);
                Assert.True(counted.CyclesVisited <= visited.CyclesVisited);

                // What follows sees the same state.
                long cycle = counted.Totals.Cycles + bursts[0].Gap;
                counted.AdvanceTo(cycle);
                visited.AdvanceTo(cycle);
                Assert.Equal(visited.Totals, counted.Totals);
                AreEqualReplays(visited, counted, requests);
            },
            cases: 80, slowCases: 200);

    [Fact]
    [Trait("kind", "property")]
    public void Policy_dramsim3_counts_idle_refreshes_as_the_controller_that_visits_every_cycle() =>
        Gen.Select(Parts, Gen.Select(Gen.Long[0, 60_000], Gen.Select(Gen.Int[0, 60], Gen.Bool).Array[1, 9]).Array[1, 5]).ForAll(
            (part, bursts) =>
            {
                DramRequest[] requests = Requests(bursts);
                var naive = NaiveDram.Run(part, DramPolicy.Dramsim3, requests);
                if (naive.IsBlocked)
                    return; // for good
                var controller = new DramController(part, DramPolicy.Dramsim3);
                Assert.Equal(naive.Completions, controller.Replay(requests));
                Assert.Equal(naive.Totals, controller.Totals);
            },
            cases: 30, slowCases: 60);

    [Fact]
    [Trait("kind", "property")]
    public void Transfers_far_apart_end_where_each_refresh_is_visited() =>
        Gen.Select(Parts, Gen.Select(Gen.Long[0, 900_000], Gen.Bool, Gen.Int[1, 300]).Array[1, 8]).ForAll(
            (part, transfers) =>
            {
                var counted = new DramController(part, DramPolicy.Default);
                DramController visited = Observed(part, DramPolicy.Default, []);
                long cycle = 0;
                foreach ((long gap, bool isWrite, int bursts) in transfers)
                {
                    cycle += gap;
                    long end = visited.Transfer(cycle, 3, [new BurstRun(0, bursts)], isWrite);
                    Assert.Equal(end, counted.Transfer(cycle, 3, [new BurstRun(0, bursts)], isWrite));
                    Assert.Equal(visited.Totals, counted.Totals);
                    cycle = end;
                }
            },
            cases: 50, slowCases: 100);

    /// <summary>
    /// One refresh at each tREFI up to the request, whose row is opened at once; 27 cycles after it was accepted it is done.
    /// </summary>
    [Theory]
    [InlineData(1L << 40)]
    [InlineData(1L << 50)]
    [InlineData(7_378_697_629_483_000)]
    public void A_request_at_the_end_of_time_costs_nothing(long cycle)
    {
        cycle -= cycle % 6240 - 1000; // not beside a refresh
        var controller = new DramController(OneRank, DramPolicy.Default);
        DramCompletion completion = Assert.Single(controller.Replay([new DramRequest(cycle, 0, IsWrite: false)]));
        Assert.Equal(new DramCompletion(cycle + 1, cycle + 28), completion);
        Assert.Equal(cycle / 6240, controller.Totals.Refreshes);
        Assert.Equal((cycle + 29 - 27, 27), (controller.Totals.PrechargedCycles, controller.Totals.ActiveCycles));
        Assert.InRange(controller.CyclesVisited, 1, 40);
    }

    [Theory]
    [InlineData("default")]
    [InlineData("dramsim3")]
    public void A_gap_without_refresh_is_no_live_lock(string policyName)
    {
        DramPolicy policy = DramPolicy.All.Single(policy => policy.Name == policyName);
        var controller = new DramController(OneRank with { Refresh = false }, policy);
        DramCompletion[] done = controller.Replay([new DramRequest(0, 0, IsWrite: false), new DramRequest(200_000, 0x40, IsWrite: false)]);
        Assert.Equal([new DramCompletion(1, 28), new DramCompletion(200_001, 200_017)], done);
        Assert.Equal((200_018, 0), (controller.Totals.Cycles, controller.Totals.Refreshes));
    }

    [Fact]
    public void A_transfer_after_a_long_gap_without_refresh_is_no_live_lock()
    {
        var controller = new DramController(OneRank with { Refresh = false }, DramPolicy.Default);
        controller.Transfer(0, 0, [new BurstRun(0, 4)], isWrite: false);
        // Its bank still has the other row open.
        Assert.Equal(10_000_000_000 + 2 + 11 + 11 + 11 + 4,
            controller.Transfer(10_000_000_000, 1 << 20, [new BurstRun(0, 1)], isWrite: false));
    }

    /// <summary>A policy that is blocked is found out with refresh and without, also while another request is far away.</summary>
    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 0)]
    [InlineData(true, 1L << 40)]
    [InlineData(false, 1L << 40)]
    public void A_live_lock_is_still_found(bool refresh, long lastCycle)
    {
        DramSpec spec = OneRank with { QueueDepth = 9, BankQueueDepth = 1, Refresh = refresh };
        DramRequest[] reads = [.. Enumerable.Range(0, 9).Select(i => new DramRequest(0, (i + 1L) << 16, IsWrite: false))];
        DramRequest[] writes = [.. Enumerable.Range(0, 12).Select(i => new DramRequest(0, (9L - i % 9) << 16, IsWrite: true))];
        Assert.Contains("blocks for ever", Assert.ThrowsAny<InputException>(
            () => new DramController(spec, DramPolicy.Dramsim3).Replay([.. reads, .. writes, new(lastCycle, 0, IsWrite: false)])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Time_beyond_64_bits_of_picoseconds_is_refused()
    {
        Assert.Equal(7_378_697_629_483_820, OneRank.LastCycle);
        var controller = new DramController(OneRank, DramPolicy.Default);
        Assert.Contains("simulated time ends at DRAM cycle 7378697629483820", Assert.ThrowsAny<InputException>(
            () => controller.Replay([new DramRequest(OneRank.LastCycle - 20, 0, IsWrite: false)])).Message, StringComparison.Ordinal);
        Assert.ThrowsAny<InputException>(() => new DramController(OneRank, DramPolicy.Default).AdvanceTo(OneRank.LastCycle + 1));
    }

    /// <summary>Replays on both controllers and compares; false when both are blocked for good, as policy dramsim3 can be.</summary>
    private static bool AreEqualReplays(DramController visited, DramController counted, DramRequest[] requests)
    {
        DramCompletion[] expected;
        try
        {
            expected = visited.Replay(requests);
        }
        catch (InputException problem)
        {
            Assert.Equal(problem.Message, Assert.ThrowsAny<InputException>(() => counted.Replay(requests)).Message);
            return false;
        }

        Assert.Equal(expected, counted.Replay(requests));
        Assert.Equal(visited.Totals, counted.Totals);
        return true;
    }

    private static DramController Observed(DramSpec spec, DramPolicy policy, List<DramCommandRun> commands)
    {
        var hook = new Hook<DramCommandRun>();
        hook.Subscribe((in DramCommandRun command) => commands.Add(command));
        return new DramController(spec, policy, hook);
    }

    private static DramRequest[] Requests((long Gap, (int Location, bool IsWrite)[] Requests)[] bursts)
    {
        var requests = new List<DramRequest>();
        long cycle = 0;
        foreach ((long gap, (int Location, bool IsWrite)[] group) in bursts)
        {
            cycle += gap;
            requests.AddRange(group
                .Select(one => new DramRequest(cycle, one.Location % 10 * 64L + (one.Location / 10 << 17), one.IsWrite)));
        }

        return [.. requests];
    }
}
