using CsCheck;
using CycleSim.Dram.Control;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Requests;
using CycleSim.Dram.Statistics;
using CycleSim.Properties;

namespace CycleSim.Dram.Tests;

/// <summary>Readers that wait for one burst: none is lost, whatever their number.</summary>
public class ReaderChainsTests
{
    private static readonly DramSpec Part = DramLoader.Load("ddr3-1600-4gb-x8-1rank");

    public static TheoryData<string> Policies => [.. DramPolicy.All.Select(policy => policy.Name)];

    /// <summary>Chains against lists: started, joined and taken in any order.</summary>
    [Fact]
    [Trait("kind", "property")]
    public void Chains_return_what_was_put_into_them() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 9]).Array[0, 2000].ForAll(
            steps =>
            {
                var chains = new ReaderChains();
                var lists = new Dictionary<int, List<long>>();
                long next = 0;
                foreach ((int kind, int which) in steps)
                {
                    if (kind == 0 || lists.Count == 0)
                    {
                        lists[chains.Start(next)] = [next];
                    }
                    else
                    {
                        int chain = lists.Keys.ElementAt(which % lists.Count);
                        if (kind == 1)
                        {
                            AssertTaken(chains, chain, lists[chain]);
                            lists.Remove(chain);
                        }
                        else
                        {
                            chains.Join(chain, next);
                            lists[chain].Add(next);
                        }
                    }

                    next++;
                    Assert.Equal(lists.Values.Sum(list => list.Count), chains.Count);
                }

                foreach ((int chain, List<long> list) in lists)
                    AssertTaken(chains, chain, list);
                Assert.Equal(0, chains.Count);
            },
            cases: 100);

    /// <summary>
    /// Reads of one burst, one a cycle, while the refresh of cycle 6240 and its 208 cycles are in the way: all are done with the first, 62
    /// cycles of tRCD, CL, burst and entry after it.
    /// </summary>
    [Theory]
    [InlineData("default", 80)]
    [InlineData("dramsim3", 80)]
    [InlineData("default", 64)]
    [InlineData("default", 65)]
    [InlineData("dramsim3", 200)]
    public void Reads_that_join_behind_a_refresh_are_all_done_with_it(string policy, int reads)
    {
        DramRequest[] requests = [.. Enumerable.Range(0, reads).Select(i => new DramRequest(6235 + i, 0x40, IsWrite: false))];
        DramCompletion[] completions = new DramController(Part, DramPolicy.All.Single(p => p.Name == policy)).Replay(requests);
        Assert.Equal(Enumerable.Range(0, reads).Select(i => new DramCompletion(6236 + i, 6510)), completions);
    }

    /// <summary>Hot bursts: many requests for few places, far more at a time than any queue holds.</summary>
    [Theory]
    [Trait("kind", "property")]
    [MemberData(nameof(Policies))]
    public void Hot_bursts_lose_no_request(string policy) =>
        Gen.Select(Gen.Int[0, 3], Gen.Frequency((9, Gen.Const(false)), (1, Gen.Bool)),
            Gen.Frequency((5, Gen.Const(0)), (1, Gen.Int[0, 40]))).Array[200, 1500].ForAll(
            picks =>
            {
                long cycle = 6000;
                DramRequest[] requests = [.. picks.Select(pick => new DramRequest(cycle += pick.Item3, pick.Item1 * 0x40L, pick.Item2))];
                var controller = new DramController(Part, DramPolicy.All.Single(p => p.Name == policy));
                DramCompletion[] completions = controller.Replay(requests);
                Assert.All(completions, completion =>
                    Assert.True(completion.DoneCycle > completion.AcceptCycle && completion.AcceptCycle > 0));
                DramTotals totals = controller.Totals;
                Assert.Equal(requests.Count(request => !request.IsWrite), totals.Reads + totals.ReadsForwarded + totals.ReadsMerged);
                Assert.Equal(requests.Count(request => request.IsWrite), totals.Writes + totals.WritesMerged + totals.WritesLeftInBuffer);
            },
            cases: 60);

    /// <summary>The end of the second replay comes from the memo entry of the first; its request must be completed all the same.</summary>
    [Theory]
    [InlineData("default")]
    [InlineData("dramsim3")]
    public void A_replay_that_comes_again_completes_every_request(string policy)
    {
        var controller = new DramController(Part with { Refresh = false }, DramPolicy.All.Single(p => p.Name == policy));
        for (int i = 0; i < 4; i++)
        {
            long cycle = 1000 * (i + 1);
            DramCompletion[] done = controller.Replay([new DramRequest(cycle, (long)i << 20, IsWrite: false)]);
            Assert.Equal(new DramCompletion(cycle + 1, cycle + 28 + (i > 0 ? Part.Timing["trp"] : 0)), Assert.Single(done));
        }
    }

    private static void AssertTaken(ReaderChains chains, int chain, List<long> expected)
    {
        var taken = new List<long>();
        while (chain >= 0)
        {
            chain = chains.Take(chain, out long index);
            taken.Add(index);
        }

        Assert.Equal(expected, taken.Order());
    }
}
