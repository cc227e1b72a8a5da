using CsCheck;
using CycleSim.Dram.Commands;
using CycleSim.Dram.Control;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Requests;
using CycleSim.Dram.Standards;
using CycleSim.Dram.Statistics;
using CycleSim.Kernel;
using CycleSim.Properties;

namespace CycleSim.Dram.Tests.Naive;

/// <summary>Streams in lists of requests, of which whole pitches are taken at once: nothing changes, for any request or command.</summary>
public class StreamReplayTests
{
    public static TheoryData<string> Standards => [.. StandardLoader.Names];

    private static Gen<(DramSpec Part, DramPolicy Policy)> Parts(string standard) =>
        from isDramsim3 in Gen.Bool
        from part in isDramsim3 ? RandomDram.PartsOfDramsim3(standard) : RandomDram.PartsOfDefault(standard)
        from columns in Gen.Int[3, 8]
        from isContiguous in Gen.Frequency((5, Gen.Const(true)), (1, Gen.Const(false)))
        let own = part with
        {
            Channels = 1,
            Columns = 1 << columns,
            Rows = 256,
            Mapping = isContiguous ? "ro ra ba bg ch co" : part.Mapping,
        }
        select (own, isDramsim3 ? DramPolicy.Dramsim3 : DramPolicy.Default);

    /// <summary>
    /// Pieces of streams, most of them saturated: where each starts, how long it is, which way, how far apart its requests may enter, and
    /// sometimes single requests in between for what has just been asked for.
    /// </summary>
    private static Gen<DramRequest[]> Requests =>
        from pieces in Gen.Select(
            Gen.Frequency((4, Gen.Const(-1L)), (2, Gen.Long[0, 600]), (1, Gen.Long[0, 1 << 18])),
            Gen.Frequency((1, Gen.Int[1, 4]), (4, Gen.Int[40, 400])),
            Gen.Bool,
            Gen.Frequency((5, Gen.Const(0)), (1, Gen.Int[1, 12])),
            Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[1, 900])),
            Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[1, 60]))).Array[1, 10]
        select RequestsOf(pieces);

    [Theory]
    [MemberData(nameof(Standards))]
    [Trait("kind", "property")]
    public void Taking_pitches_at_once_changes_nothing(string standard)
    {
        long visited = 0;
        long visitedInDetail = 0;
        Gen.Select(Parts(standard), Requests).ForAll(
            (c, requests) =>
            {
                (DramSpec part, DramPolicy policy) = c;
                Outcome fast = Run(part, policy, requests, fastForward: true);
                Outcome detailed = Run(part, policy, requests, fastForward: false);
                Assert.Equal(detailed.Blocked, fast.Blocked);
                Assert.Equal(detailed.Done, fast.Done);
                Assert.Equal(detailed.Totals, fast.Totals);
                Assert.Equal(detailed.Commands, fast.Commands);
                visited += fast.CyclesVisited;
                visitedInDetail += detailed.CyclesVisited;
            },
            cases: 150, slowCases: 1000);
        Assert.True(visited < visitedInDetail);
    }

    /// <summary>
    /// Streams of which every so many requests ask again for a burst that still waits: reads join, or are answered from the buffer. Few or
    /// many pitches in between are taken at once.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_asked_again_still_waits(bool isWrite)
    {
        DramSpec part = DramLoader.Load("ddr3-1600-4gb-x8-1rank");
        for (int period = 41; period < 90; period += 3)
        {
            for (int back = 1; back < 40; back += 4)
            {
                DramRequest[] requests = [.. Enumerable.Range(0, 300).Select(i => i % period == period - 1
                    ? new DramRequest(0, i - back, IsWrite: false)
                    : new DramRequest(0, i, isWrite))];
                foreach (DramPolicy policy in DramPolicy.All)
                {
                    Outcome detailed = Run(part, policy, requests, fastForward: false);
                    Outcome fast = Run(part, policy, requests, fastForward: true);
                    Assert.Equal(detailed.Done, fast.Done);
                    Assert.Equal(detailed.Commands, fast.Commands);
                }
            }
        }
    }

    private static DramRequest[] RequestsOf((long Start, int Count, bool IsWrite, int Every, int Gap, int Again)[] pieces)
    {
        var requests = new List<DramRequest>();
        long cycle = 0;
        long burst = 0;
        foreach ((long start, int count, bool isWrite, int every, int gap, int again) in pieces)
        {
            cycle += gap;
            burst = start < 0 ? burst : start;
            for (int i = 0; i < count; i++, cycle += every)
            {
                requests.Add(new DramRequest(cycle, burst++, isWrite));
                if (again > 0 && i % again == again - 1)
                    requests.Add(new DramRequest(cycle, Math.Max(0, burst - again), !isWrite && (i & 64) == 0));
            }
        }

        return [.. requests];
    }

    private static Outcome Run(DramSpec part, DramPolicy policy, DramRequest[] bursts, bool fastForward)
    {
        var commands = new List<string>();
        var hook = new Hook<DramCommandRun>();
        using IDisposable observer = hook.Subscribe(
            (in DramCommandRun run) => commands.AddRange(DramCommand.Expand(run).Select(command => command.ToString())));
        var controller = new DramController(part, policy, hook) { FastForward = fastForward };
        DramRequest[] requests = [.. bursts.Select(request => request with { Address = request.Address * part.BurstBytes })];
        string blocked = "";
        DramCompletion[] done = [];
        try
        {
            done = controller.Replay(requests);
        }
        catch (DramBlockedException problem)
        {
            blocked = problem.Message; // as that policy does, at the same cycle
        }

        return new Outcome(blocked, [.. commands], done, controller.Totals, controller.CyclesVisited);
    }

    private sealed record Outcome(string Blocked, string[] Commands, DramCompletion[] Done, DramTotals Totals, long CyclesVisited);
}
