using System.Globalization;
using CycleSim.Dram.Control;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Replay;
using CycleSim.Dram.Requests;
using CycleSim.Dram.Standards;
using CycleSim.Dram.Statistics;
using CycleSim.Reference;
using Checker = CycleSim.Dram.Commands.JedecChecker;

namespace CycleSim.Dram.Tests;

/// <summary>Several standards, ranks, bank groups and channels against DRAMsim3, and against the rules of JEDEC.</summary>
public class FamilyReferenceTests
{
    /// <summary>The results are rounded to one digit (energies) and to four (means).</summary>
    private const double EnergyTolerance = 0.1;
    private const double MeanTolerance = 1e-4;

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (FamilyCase each in FamilyCase.All)
                cases.Add(each.Folder, each.Name);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Policy_dramsim3_issues_what_dramsim3_issues(string folder, string name)
    {
        var one = new FamilyCase(folder, name);
        DramSpec part = one.Part();
        DramRequest[] requests = one.Requests();
        var run = RecordedReplay.Run(part, DramPolicy.Dramsim3, requests);
        string[] commands = [.. run.Commands.Select(command => FamilyCase.Text(part, command))];
        string[] completions = FamilyCase.Lines(run.Completions);
        if (FamilyCase.Lines($"{folder}/{name}.dramsim3.cmds.csv.gz") is { } expected)
        {
            Assert.Equal(expected, commands);
            Assert.Equal(FamilyCase.Lines($"{folder}/{name}.dramsim3.requests.csv.gz"), completions);
        }

        CompareTotals(one, requests, run);
        CompareChannels(one, run);
        ReferenceRow digest = ReferenceFile.Table("dram-family/digests.csv")
            .Single(row => row.Text("standard") == folder && row.Text("case") == name);
        Assert.Equal(digest.Text("commands_sha256"), FamilyCase.Digest(commands));
        Assert.Equal(digest.Text("requests_sha256"), FamilyCase.Digest(completions));
    }

    public static TheoryData<string, string, string> MiniCases
    {
        get
        {
            var cases = new TheoryData<string, string, string>();
            foreach (string folder in FamilyCase.All.Select(each => each.Folder).Distinct())
                foreach ((string name, string cfg) in MiniRequests(folder).Select(row => (row.Text("case"), row.Text("cfg"))).Distinct())
                    cases.Add(folder, name, $"cfg{cfg}");
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(MiniCases))]
    public void Policy_dramsim3_agrees_with_every_mini_case(string folder, string name, string configuration)
    {
        DramSpec part = FamilyCase.PartOf(folder, configuration);
        DramRequest[] requests = [.. MiniRequests(folder).Where(row => row.Text("case") == name)
            .Select(row => new DramRequest(row.Long("cycle"), Convert.ToInt64(row.Text("addr"), 16), row.Text("op") == "W"))];
        ReferenceRow[] expected =
            [.. ReferenceFile.Table($"dram-family/{folder}/mini_expected.csv").Where(row => row.Text("case") == name)];
        var run = RecordedReplay.Run(part, DramPolicy.Dramsim3, requests);
        string[] columns = ["cycle", "ch", "cmd_or_op", "rank", "bg", "bank", "row", "col"];
        Assert.Equal(
            expected.Where(row => row.Text("kind") == "cmd").Select(row => string.Join(',', columns.Select(row.Text))),
            run.Commands.Select(command => FamilyCase.Text(part, command)));
        foreach (ReferenceRow row in expected.Where(row => row.Text("kind") == "req"))
        {
            DramCompletion completion = run.Completions[row.Int("req_idx")];
            Assert.Equal((row.Long("cycle"), row.Long("done_cycle")), (completion.AcceptCycle, completion.DoneCycle));
        }
    }

    [Theory]
    [InlineData("ddr4")]
    [InlineData("hbm2")]
    [InlineData("gddr6")]
    public void What_blocks_dramsim3_for_ever_is_finished_by_the_default_policy(string folder)
    {
        const int Recorded = 30_000;
        DramSpec part = FamilyCase.PartOf(folder, "cfgA");
        DramRequest[] requests = FamilyCase.ReadTrace($"livelock/{folder}.trace.csv.gz");
        var blocked = RecordedReplay.Run(part, DramPolicy.Dramsim3, requests);
        Assert.Contains("blocks for ever", blocked.Problem, StringComparison.Ordinal);
        Assert.Equal(
            FamilyCase.Lines($"livelock/{folder}.dramsim3.cmds.csv.gz"),
            blocked.Commands.Where(command => command.Cycle < Recorded).Select(command => FamilyCase.Text(part, command)));
        AssertLegal(RecordedReplay.Run(part, DramPolicy.Default, requests));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_default_policy_finishes_every_case_within_the_rules_of_jedec(string folder, string name)
    {
        var one = new FamilyCase(folder, name);
        AssertLegal(RecordedReplay.Run(one.Part(), DramPolicy.Default, one.Requests()));
    }

    /// <summary>Refreshes of banks keep up in the default policy: as many as fall due.</summary>
    [Fact]
    public void Refreshes_of_banks_keep_up_where_those_of_dramsim3_do_not()
    {
        var one = new FamilyCase("lpddr4", "h_sparse_idle@cfgPB");
        DramSpec part = one.Part();
        var run = RecordedReplay.Run(part, DramPolicy.Default, one.Requests());
        DramTotals totals = run.System.Totals;
        Assert.Equal(totals.Cycles / (part.Timing["trefib"] / part.Ranks), totals.BankRefreshes, 2.0);
    }

    private static void AssertLegal(RecordedReplay run)
    {
        Assert.Null(run.Problem);
        Assert.All(run.Completions, completion => Assert.True(completion.DoneCycle > completion.AcceptCycle));
        Assert.Empty(Checker.Check(run.System.Spec, run.Commands));
    }

    private static IReadOnlyList<ReferenceRow> MiniRequests(string folder) =>
        ReferenceFile.Table($"dram-family/{folder}/mini_traces.csv");

    private static void CompareTotals(FamilyCase one, DramRequest[] requests, RecordedReplay run)
    {
        ReferenceRow row = Assert.Single(one.Rows("results.dramsim3.csv"));
        DramTotals totals = run.System.Totals;
        DramEnergy energy = EnergyOf(run, totals);
        foreach ((string column, object? value) in DramReport.Columns(
            run.System.Spec, totals, ReplayStatistics.Of(requests, run.Completions)))
            if (column != "conflict_accesses" && !column.Contains("interface", StringComparison.Ordinal)) // DRAMsim3 has none
                Compare(row, column, value);
        Compare(row, "REFB", totals.BankRefreshes);
        Compare(row, "dual_cmd_cycles", totals.DualCommandCycles);
        Compare(row, "E_refb_pJ", (double)energy.BankRefreshPj);
    }

    /// <summary>The rows have one for each rank: those of a channel are summed, but for the commands, which name their ranks.</summary>
    private static void CompareChannels(FamilyCase one, RecordedReplay run)
    {
        foreach (IGrouping<int, ReferenceRow> channel in one.Rows("channels.dramsim3.csv").GroupBy(row => row.Int("ch")))
        {
            DramTotals totals = run.System.Channels[channel.Key].Totals;
            DramEnergy energy = EnergyOf(run, totals);
            Assert.Equal(channel.Sum(row => row.Long("PRE_ondemand")), totals.OnDemandPrecharges);
            Assert.Equal(channel.Sum(row => row.Long("active_cycles")), totals.ActiveCycles);
            Assert.Equal(channel.Sum(row => row.Long("all_idle_cycles")), totals.PrechargedCycles);
            Assert.Equal(channel.Sum(row => row.Number("E_total_pJ")), (double)energy.DevicesPj, EnergyTolerance * channel.Count());
            Assert.Equal(channel.Sum(row => row.Number("E_act_pJ")), (double)energy.ActivatePj, EnergyTolerance * channel.Count());
            Assert.Equal(channel.Sum(row => row.Number("E_refb_pJ")), (double)energy.BankRefreshPj, EnergyTolerance * channel.Count());
            foreach (ReferenceRow rank in channel)
                foreach (string command in new[] { "ACT", "PRE", "RD", "WR", "REF", "REFB" })
                    Assert.Equal(rank.Long(command), run.Commands.Count(
                        issued => issued.Channel == channel.Key && issued.Rank == rank.Int("rank")
                            && DramCommandNames.Of(issued.Kind) == command));
        }
    }

    private static DramEnergy EnergyOf(RecordedReplay run, in DramTotals totals) =>
        DramEnergy.Of(run.System.Spec.Energy, DramCounts.Of(totals));

    private static void Compare(ReferenceRow row, string column, object? value)
    {
        string expected = row.Text(column);
        double tolerance = column.EndsWith("_pJ", StringComparison.Ordinal) ? EnergyTolerance : MeanTolerance;
        bool isEqual = value switch
        {
            long whole => expected == whole.ToString(CultureInfo.InvariantCulture),
            double number => Math.Abs(double.Parse(expected, CultureInfo.InvariantCulture) - number) < tolerance,
            _ => expected.Length == 0,
        };
        Assert.True(isEqual, $"{column}: {expected} expected, {value} found");
    }
}
