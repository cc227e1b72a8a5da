using System.Globalization;
using System.IO.Compression;
using CsCheck;
using CycleSim.Accelerator.Dram;
using CycleSim.Accelerator.Observation;
using CycleSim.Configuration;
using CycleSim.Reference;
using Checker = CycleSim.Accelerator.Dram.JedecChecker;

namespace CycleSim.Accelerator.Tests.Dram;

/// <summary>The replay controller against DRAMsim3's own command lists, and against the rules of DDR3 on anything else.</summary>
public class ReplayControllerTests
{
    private static readonly DramSpec OneRank = DramLoader.Load("ddr3-1600-4gb-x8-1rank");

    [Theory]
    [InlineData("c3_faw_rotate")]
    [InlineData("g2_turnaround")]
    [InlineData("h_hazards")]
    [InlineData("i_write_trickle")]
    public void Policy_dramsim3_issues_what_dramsim3_issues(string name)
    {
        DramRequest[] requests = DramTraceFile.Read(PathOf($"{name}.trace.csv.gz"), OneRank);
        (string[] commands, DramCompletion[] completions, DramReplayTotals totals) = Replay(OneRank, DramPolicy.Dramsim3, requests);
        Assert.Equal(Lines($"{name}.dramsim3.cmds.csv.gz"), commands);
        Assert.Equal(
            Lines($"{name}.dramsim3.requests.csv.gz"),
            completions.Select((done, i) => Invariant($"{i},{done.AcceptCycle},{done.DoneCycle}")));
        CompareTotals(name, requests, completions, totals);
    }

    public static TheoryData<string> MiniCases => [.. ReferenceFile.Table("dram/mini_traces.csv").Select(row => row.Text("case")).Distinct()];

    [Theory]
    [MemberData(nameof(MiniCases))]
    public void Policy_dramsim3_agrees_with_every_mini_case(string name)
    {
        DramRequest[] requests = [.. ReferenceFile.Table("dram/mini_traces.csv").Where(row => row.Text("case") == name)
            .Select(row => new DramRequest(
                row.Long("cycle"), Convert.ToInt64(row.Text("addr"), 16), row.Text("op") == "W"))];
        ReferenceRow[] expected = [.. ReferenceFile.Table("dram/mini_expected.csv")
            .Where(row => row.Text("case") == name && row.Text("sim") == "dramsim3")];
        (string[] commands, DramCompletion[] completions, _) = Replay(OneRank, DramPolicy.Dramsim3, requests);
        Assert.Equal(
            expected.Where(row => row.Text("kind") == "cmd").Select(row => string.Join(
                ',', row.Text("cycle"), row.Text("cmd_or_op"), row.Text("bank"), row.Text("row"), row.Text("col"))),
            commands);
        foreach (ReferenceRow row in expected.Where(row => row.Text("kind") == "req"))
        {
            DramCompletion completion = completions[row.Int("req_idx")];
            Assert.Equal((row.Long("cycle"), row.Long("done_cycle")), (completion.AcceptCycle, completion.DoneCycle));
        }
    }

    /// <summary>Random requests, timings, queues, mappings and ranks: no rule broken, every request done, no stale read.</summary>
    [Fact]
    public void Both_policies_obey_the_rules_on_anything() =>
        Gen.Select(
            Gen.Select(Gen.Int[0, 40], Gen.Int[0, 400], Gen.Bool, Gen.Int[0, 3]).Array[1, 250],
            Gen.Int[0, 2].Select(log => 1 << log),
            Gen.Int[0, 2].Select(i => new[] { "ro ra ba co", "ro co ba ra", "ba ra ro co" }[i]),
            Gen.Select(Gen.Int[9, 33], Gen.Int[1, 9]),
            Gen.Select(Gen.Int[5, 14], Gen.Int[5, 10], Gen.Int[4, 16], Gen.Int[4, 40]))
        .Sample(
            (picks, ranks, mapping, queues, timing) =>
            {
                DramSpec spec = OneRank with
                {
                    Ranks = ranks,
                    Mapping = mapping,
                    QueueDepth = queues.Item1,
                    BankQueueDepth = queues.Item2,
                    Timing = OneRank.Timing with
                    {
                        Cl = timing.Item1 + 2,
                        Cwl = timing.Item2,
                        Trcd = timing.Item3,
                        Tfaw = timing.Item4,
                        Trefi = 1500,
                    },
                };
                DramRequest[] requests = Requests(picks, spec);
                foreach (DramPolicy policy in new[] { DramPolicy.Default, DramPolicy.Dramsim3 })
                    AssertSound(spec, policy, requests);
            },
            iter: 400);

    [Fact]
    public void The_default_policy_leaves_no_write_behind_and_does_not_block_on_a_hazard()
    {
        // A full write buffer whose oldest write waits for a read that is still outside the bank queues.
        DramSpec spec = OneRank with { QueueDepth = 9, BankQueueDepth = 1 };
        DramRequest[] reads = [.. Enumerable.Range(0, 9).Select(i => new DramRequest(0, (i + 1L) << 16, IsWrite: false))];
        DramRequest[] writes = [.. Enumerable.Range(0, 12).Select(i => new DramRequest(0, (9L - i % 9) << 16, IsWrite: true))];
        Assert.Contains("blocks for ever", Assert.Throws<InputException>(
            () => Replay(spec, DramPolicy.Dramsim3, [.. reads, .. writes])).Message, StringComparison.Ordinal);
        (_, DramCompletion[] completions, DramReplayTotals totals) = Replay(spec, DramPolicy.Default, [.. reads, .. writes]);
        Assert.Equal(0, totals.WritesLeftInBuffer);
        Assert.All(completions, completion => Assert.True(completion.DoneCycle > completion.AcceptCycle));
    }

    [Fact]
    public void Refresh_can_be_switched_off()
    {
        DramRequest[] requests = [.. Enumerable.Range(0, 20).Select(i => new DramRequest(i * 5000L, i * 64L, IsWrite: false))];
        Assert.Equal(0, Replay(OneRank with { Refresh = false }, DramPolicy.Dramsim3, requests).Totals.Refreshes);
        Assert.True(Replay(OneRank, DramPolicy.Dramsim3, requests).Totals.Refreshes >= 15);
    }

    public static TheoryData<int> Constraints => [.. Enumerable.Range(0, DramConstraints.Table.Count)];

    [Theory]
    [MemberData(nameof(Constraints))]
    public void The_checker_finds_every_constraint_one_cycle_early_and_passes_it_at_the_limit(int index)
    {
        DramConstraint constraint = DramConstraints.Table[index];
        DramSpec spec = OneRank with { Ranks = 2 };
        int gap = constraint.Gap(spec.Timing);
        foreach (int distance in new[] { gap - 1, gap })
        {
            (int rank, int bank) = constraint.Scope switch
            {
                ConstraintScope.SameBank => (0, 0),
                ConstraintScope.SameRank => (0, constraint.Later == DramCommandKind.Refresh ? 0 : 1),
                _ => (1, 0),
            };
            if (constraint.Later == constraint.Earlier && constraint.Scope == ConstraintScope.SameRank && constraint.Name == "tRFC")
                bank = 0;
            IssuedCommand earlier = new(10_000, constraint.Earlier, 0, 0, 7, 0);
            IssuedCommand later = new(10_000 + distance, constraint.Later, rank, bank, 7, 1);
            bool found = Checker.Check(spec, [earlier, later]).Any(violation =>
                violation.Rule == constraint.Name && violation.Earlier == earlier && violation.RequiredGap == gap);
            Assert.Equal(distance < gap, found);
        }
    }

    [Fact]
    public void The_checker_finds_the_activate_window_and_wrong_states()
    {
        IssuedCommand[] five = [.. Enumerable.Range(0, 5).Select(i => new IssuedCommand(1000 + i * 5, DramCommandKind.Activate, 0, i, 1, 0))];
        Assert.Contains(Checker.Check(OneRank, five), violation => violation.Rule == "tFAW");
        five[4] = five[4] with { Cycle = 1000 + OneRank.Timing.Tfaw };
        Assert.Empty(Checker.Check(OneRank, five));
        Assert.Single(Checker.Check(OneRank, [new IssuedCommand(5, DramCommandKind.Read, 0, 0, 3, 0)]));
        Assert.Single(Checker.Check(OneRank, [five[0], new IssuedCommand(9000, DramCommandKind.Refresh, 0, 0, 0, 0)]));
        Assert.Single(Checker.Check(OneRank, [five[0], five[0] with { Cycle = 9000 }]));
    }

    private static DramRequest[] Requests((int Gap, int Place, bool Write, int Spread)[] picks, DramSpec spec)
    {
        long cycle = 0;
        return [.. picks.Select(pick =>
        {
            cycle += pick.Spread == 0 ? pick.Gap : 0;
            long address = pick.Place % 20 * 64L + (pick.Place / 20 << 16) + ((long)pick.Spread << 13);
            return new DramRequest(cycle, address % spec.CapacityBytes, pick.Write);
        })];
    }

    private static void AssertSound(DramSpec spec, DramPolicy policy, DramRequest[] requests)
    {
        var issued = new List<IssuedCommand>();
        var controller = new ReplayController(spec, policy, issued.Add);
        DramCompletion[] completions;
        try
        {
            completions = controller.Run(requests);
        }
        catch (InputException) when (policy == DramPolicy.Dramsim3)
        {
            return; // this policy can block for ever once its write buffer is full
        }

        Assert.Empty(Checker.Check(spec, issued));
        DramReplayTotals totals = controller.Totals;
        Assert.Equal(requests.Count(request => !request.IsWrite), totals.Reads + totals.ReadsForwarded + totals.ReadsMerged);
        Assert.Equal(requests.Count(request => request.IsWrite), totals.Writes + totals.WritesMerged + totals.WritesLeftInBuffer);
        Assert.Equal(totals.Cycles * spec.Ranks, totals.ActiveCycles + totals.PrechargedCycles);
        for (int i = 0; i < requests.Length; i++)
        {
            Assert.True(completions[i].DoneCycle > completions[i].AcceptCycle);
            Assert.True(completions[i].AcceptCycle > requests[i].Cycle);
        }
    }

    private static (string[] Commands, DramCompletion[] Completions, DramReplayTotals Totals) Replay(
        DramSpec spec, DramPolicy policy, DramRequest[] requests)
    {
        var commands = new List<string>();
        var controller = new ReplayController(spec, policy, command => commands.Add(Text(command)));
        DramCompletion[] completions = controller.Run(requests);
        return ([.. commands], completions, controller.Totals);
    }

    private static string Text(IssuedCommand command) => command.Code switch
    {
        DramCommandKind.Refresh => Invariant($"{command.Cycle},REF,,,"),
        DramCommandKind.Precharge => Invariant($"{command.Cycle},PRE,{command.Bank},,"),
        DramCommandKind.Activate => Invariant($"{command.Cycle},ACT,{command.Bank},{command.Row},"),
        _ => Invariant($"{command.Cycle},{(command.Code == DramCommandKind.Read ? "RD" : "WR")},{command.Bank},{command.Row},{command.Column}"),
    };

    private static void CompareTotals(
        string name, DramRequest[] requests, DramCompletion[] completions, DramReplayTotals totals)
    {
        ReferenceRow row = ReferenceFile.Table("dram/results.dramsim3.csv").Single(row => row.Text("case") == name);
        foreach ((string column, object? value) in DramReport.Columns(OneRank, requests, completions, totals))
        {
            if (value is long whole)
                Assert.True(row.Long(column) == whole, $"{column}: {row.Text(column)} expected, {whole} found");
            else if (value is double number)
                Assert.True(Near(row.Text(column), number), $"{column}: {row.Text(column)} expected, {number} found");
            else
                Assert.Equal("", row.Text(column));
        }
    }

    /// <summary>The reference prints four decimals, or all digits of an energy.</summary>
    private static bool Near(string expected, double found)
    {
        double value = double.Parse(expected, CultureInfo.InvariantCulture);
        return Math.Abs(found - value) <= Math.Max(Math.Abs(value) * 1e-9, 5.1e-5);
    }

    private static IEnumerable<string> Lines(string name)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(PathOf(name)), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Reference", "dram", name);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
