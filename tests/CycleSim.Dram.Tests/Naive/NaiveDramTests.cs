using CsCheck;
using CycleSim.Dram.Control;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Replay;
using CycleSim.Dram.Requests;
using CycleSim.Dram.Standards;
using CycleSim.Platform;
using CycleSim.Properties;
using Checker = CycleSim.Dram.Commands.JedecChecker;

namespace CycleSim.Dram.Tests.Naive;

/// <summary>The controller does in every cycle what the naive one does, for random parts of every standard.</summary>
public class NaiveDramTests
{
    public static TheoryData<string> Standards => [.. StandardLoader.Names];

    [Theory]
    [MemberData(nameof(Standards))]
    [Trait("kind", "property")]
    public void Policy_default_acts_as_its_rules_say(string standard) =>
        (from part in RandomDram.PartsOfDefault(standard) from requests in RandomDram.Requests(part) select (part, requests)).ForAll(
            c =>
            {
                RecordedReplay run = AssertEqual(c.part, DramPolicy.Default, c.requests);
                Assert.Null(run.Problem);
                Assert.Empty(Checker.Check(run.System.Spec, run.Commands));
            },
            cases: 40, slowCases: 100);

    [Theory]
    [MemberData(nameof(Standards))]
    [Trait("kind", "property")]
    public void Policy_dramsim3_acts_as_its_rules_say(string standard) =>
        (from part in RandomDram.PartsOfDramsim3(standard) from requests in RandomDram.Requests(part) select (part, requests)).ForAll(
            c => AssertEqual(c.part, DramPolicy.Dramsim3, c.requests), cases: 40, slowCases: 100);

    [Fact]
    public void Refreshes_of_banks_that_follow_too_soon_are_refused()
    {
        DramSpec shipped = DramLoader.Load("lpddr4-3200-8gb-x16");
        int cycles = shipped.Timing["trfcb"];
        Assert.Contains(
            $"fall due every {cycles} cycles and must be {cycles} cycles apart",
            Assert.ThrowsAny<InputException>(() => new DramSystem(Often(cycles), DramPolicy.Default)).Message,
            StringComparison.Ordinal);
        Assert.Null(RecordedReplay.Run(Often(cycles + 60), DramPolicy.Default, [new DramRequest(0, 0, false)]).Problem);
        DramSpec Often(int interval) => shipped with { RefreshPolicy = "per_bank", Timing = shipped.Timing.With(("trefib", interval)) };
    }

    /// <summary>A single bank that is refreshed all the time: no policy can serve it, and nobody else is to blame.</summary>
    [Fact]
    public void Refreshes_that_leave_no_time_are_named_as_the_cause()
    {
        DramSpec shipped = DramLoader.Load("hbm1-1000-4gb");
        DramSpec part = shipped with
        {
            Banks = 1,
            BankGroups = 1,
            RefreshPolicy = "per_bank",
            Timing = shipped.Timing.With(("trefib", shipped.Timing["trfcb"] - 20)),
        };
        string? problem = RecordedReplay.Run(part, DramPolicy.Default, [new DramRequest(1000, 0, false)]).Problem;
        Assert.Contains("refreshes of part hbm1-1000-4gb leave no time for requests", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("dramsim3", problem, StringComparison.Ordinal);
    }

    private static RecordedReplay AssertEqual(DramSpec part, DramPolicy policy, DramRequest[] requests)
    {
        var naive = NaiveDram.Run(part, policy, requests);
        var run = RecordedReplay.Run(part, policy, requests);
        if (naive.IsBlocked)
        {
            Assert.Contains("blocks for ever", run.Problem, StringComparison.Ordinal);
            long end = naive.Commands.Count == 0 ? 0 : naive.Commands[^1].Cycle;
            Assert.Equal(naive.Commands, run.Commands.Where(command => command.Cycle <= end));
            return run;
        }

        Assert.Null(run.Problem);
        Assert.Equal(naive.Commands, run.Commands);
        Assert.Equal(naive.Completions, run.Completions);
        Assert.Equal(naive.Totals, run.System.Totals);
        AssertEqualUnobserved(naive, part, policy, requests);
        return run;
    }

    /// <summary>With nobody listening refreshes of idle channels are counted, not visited.</summary>
    private static void AssertEqualUnobserved(NaiveDram naive, DramSpec part, DramPolicy policy, DramRequest[] requests)
    {
        var system = new DramSystem(part, policy);
        var sink = new Unobserved(requests);
        new DramReplay(system, sink).Run(sink);
        Assert.Equal(naive.Completions, sink.Completions);
        Assert.Equal(naive.Totals, system.Totals);
    }

    private sealed class Unobserved(DramRequest[] requests) : IRequestSource, ICompletionSink
    {
        private int _read;

        internal DramCompletion[] Completions { get; } = new DramCompletion[requests.Length];

        public int Read(Span<DramRequest> into)
        {
            int count = Math.Min(into.Length, requests.Length - _read);
            requests.AsSpan(_read, count).CopyTo(into);
            _read += count;
            return count;
        }

        public void Completed(long index, in DramRequest request, in DramCompletion completion) => Completions[index] = completion;
    }
}
