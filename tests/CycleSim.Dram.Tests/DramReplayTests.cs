using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using CycleSim.Dram.Commands;
using CycleSim.Dram.Control;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Replay;
using CycleSim.Dram.Requests;
using CycleSim.Dram.Standards;
using CycleSim.Dram.Statistics;
using CycleSim.Dram.Tests.Naive;
using CycleSim.Kernel;
using CycleSim.Platform;
using CycleSim.Properties;
using CycleSim.Reference;
using CycleSim.Traces.Requests;
using Checker = CycleSim.Dram.Commands.JedecChecker;

namespace CycleSim.Dram.Tests;

/// <summary>The controller against DRAMsim3's own command lists, and against the rules of DDR3 on anything else.</summary>
public class DramReplayTests
{
    private static readonly DramSpec OneRank = DramLoader.Load("ddr3-1600-4gb-x8-1rank");

    [Theory]
    [InlineData("c3_faw_rotate")]
    [InlineData("g2_turnaround")]
    [InlineData("h_hazards")]
    [InlineData("i_write_trickle")]
    public void Policy_dramsim3_issues_what_dramsim3_issues(string name)
    {
        DramRequest[] requests = ReadTrace(name);
        (string[] commands, DramCompletion[] completions, _) = Replay(OneRank, DramPolicy.Dramsim3, requests);
        Assert.Equal(Lines($"{name}.dramsim3.cmds.csv.gz"), commands);
        Assert.Equal(Lines($"{name}.dramsim3.requests.csv.gz"), RequestLines(completions));
    }

    public static TheoryData<string> Cases => [.. ReferenceFile.Table("dram/digests.csv").Select(row => row.Text("case"))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Policy_dramsim3_agrees_with_every_case(string name)
    {
        DramRequest[] requests = ReadTrace(name);
        (string[] commands, DramCompletion[] completions, DramTotals totals) = Replay(OneRank, DramPolicy.Dramsim3, requests);
        ReferenceRow digest = ReferenceFile.Table("dram/digests.csv").Single(row => row.Text("case") == name);
        CompareTotals(name, requests, completions, totals);
        Assert.Equal(digest.Text("commands_sha256"), Digest(commands));
        Assert.Equal(digest.Text("requests_sha256"), Digest(RequestLines(completions)));
    }

    public static TheoryData<string> MiniCases =>
        [.. ReferenceFile.Table("dram/mini_traces.csv").Select(row => row.Text("case")).Distinct()];

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

    private static readonly Gen<(
        (int Gap, int Location, bool Write, int Spread)[] Picks, int Ranks, string Mapping, (int Reads, int Writes, int Bank) Queues,
        (int Cl, int Cwl, int Trcd, int Tfaw, int Al) Timing, (bool Closed, int Cap) Page)> RandomCases = Gen.Select(
            Gen.Select(Gen.Int[0, 40], Gen.Int[0, 400], Gen.Bool, Gen.Int[0, 3]).Array[1, 250],
            Gen.Int[0, 2].Select(log => 1 << log),
            Gen.Int[0, 2].Select(i => new[] { "ro ra ba co", "ro co ba ra", "ba ra ro co" }[i]),
            Gen.Select(Gen.Int[1, 33], Gen.Int[1, 33], Gen.Int[1, 9]),
            Gen.Select(Gen.Int[7, 16], Gen.Int[5, 10], Gen.Int[4, 16], Gen.Int[5, 40], Gen.Int[0, 3]),
            Gen.Select(Gen.Bool, Gen.Int[1, 9]));

    /// <summary>Random requests, timings, queues, mappings and ranks: no rule broken, every request done, no stale read.</summary>
    [Fact]
    [Trait("kind", "property")]
    public void Both_policies_obey_the_rules_on_anything() =>
        RandomCases.ForAll(
            (picks, ranks, mapping, queues, timing, page) =>
            {
                DramSpec spec = Part(ranks, mapping, queues, timing);
                DramRequest[] requests = Requests(picks, spec);
                string pages = page.Closed ? "closed" : "open";
                AssertSound(spec with { PagePolicy = pages, RowHitCap = page.Cap }, DramPolicy.Default, requests);
                AssertSound(spec, DramPolicy.Dramsim3, requests);
            },
            cases: 150, slowCases: 400);

    /// <summary>Random requests, parts and ranks: commands and completions are those of a controller that visits every cycle.</summary>
    [Fact]
    [Trait("kind", "property")]
    public void Policy_dramsim3_is_the_controller_that_visits_every_cycle() =>
        RandomCases.ForAll(
            (picks, ranks, mapping, queues, timing, unused) =>
            {
                DramSpec spec = Part(ranks, mapping, queues, timing);
                DramRequest[] requests = Requests(picks, spec);
                var naive = NaiveDram.Run(spec, DramPolicy.Dramsim3, requests);
                if (naive.IsBlocked)
                {
                    Assert.ThrowsAny<InputException>(() => Run(spec, DramPolicy.Dramsim3, requests));
                    return;
                }

                (List<DramCommand> issued, DramCompletion[] completions, _) = Run(spec, DramPolicy.Dramsim3, requests);
                Assert.Equal(naive.Commands, issued);
                Assert.Equal(naive.Completions, completions);
            },
            cases: 120, slowCases: 300);

    [Fact]
    public void The_default_policy_leaves_no_write_behind_and_does_not_block_on_a_hazard()
    {
        // A full write buffer whose oldest write waits for a read that is still outside the bank queues.
        DramSpec spec = OneRank with { QueueDepth = 9, BankQueueDepth = 1 };
        DramRequest[] reads = [.. Enumerable.Range(0, 9).Select(i => new DramRequest(0, (i + 1L) << 16, IsWrite: false))];
        DramRequest[] writes = [.. Enumerable.Range(0, 12).Select(i => new DramRequest(0, (9L - i % 9) << 16, IsWrite: true))];
        Assert.Contains("blocks for ever", Assert.ThrowsAny<InputException>(
            () => Replay(spec, DramPolicy.Dramsim3, [.. reads, .. writes])).Message, StringComparison.Ordinal);
        (_, DramCompletion[] completions, DramTotals totals) = Replay(spec, DramPolicy.Default, [.. reads, .. writes]);
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

    private static DramSpec Part(
        int ranks, string mapping, (int Reads, int Writes, int Bank) queues, (int Cl, int Cwl, int Trcd, int Tfaw, int Al) timing) =>
        OneRank with
        {
            Ranks = ranks,
            Mapping = mapping,
            QueueDepth = queues.Reads,
            WriteBufferDepth = queues.Writes,
            BankQueueDepth = queues.Bank,
            Timing = OneRank.Timing.With(
                ("cl", timing.Cl), ("cwl", timing.Cwl), ("trcd", timing.Trcd), ("tfaw", timing.Tfaw), ("al", timing.Al), ("trefi", 1500)),
        };

    private static DramRequest[] Requests((int Gap, int Location, bool Write, int Spread)[] picks, DramSpec spec)
    {
        long cycle = 0;
        return [.. picks.Select(pick =>
        {
            cycle += pick.Spread == 0 ? pick.Gap : 0;
            long address = pick.Location % 20 * 64L + (pick.Location / 20 << 16) + ((long)pick.Spread << 13);
            return new DramRequest(cycle, address % spec.CapacityBytes, pick.Write);
        })];
    }

    private static void AssertSound(DramSpec spec, DramPolicy policy, DramRequest[] requests)
    {
        List<DramCommand> issued;
        DramCompletion[] completions;
        DramTotals totals;
        try
        {
            (issued, completions, totals) = Run(spec, policy, requests);
        }
        catch (InputException) when (policy == DramPolicy.Dramsim3)
        {
            return; // this policy can block for ever once its write buffer is full
        }

        Assert.Empty(Checker.Check(spec, issued));
        Assert.Equal(requests.Count(request => !request.IsWrite), totals.Reads + totals.ReadsForwarded + totals.ReadsMerged);
        Assert.Equal(requests.Count(request => request.IsWrite), totals.Writes + totals.WritesMerged + totals.WritesLeftInBuffer);
        Assert.Equal(totals.Cycles * spec.Ranks, totals.ActiveCycles + totals.PrechargedCycles);
        for (int i = 0; i < requests.Length; i++)
        {
            Assert.True(completions[i].DoneCycle > completions[i].AcceptCycle);
            Assert.True(completions[i].AcceptCycle > requests[i].Cycle);
        }

        AssertReadsSeeTheLatestWrite(spec, requests, completions, issued);
    }

    /// <summary>
    /// The memory as the commands leave it: a write command stores the latest write accepted before it, a read command returns what is
    /// stored. Each read must return the latest write accepted before the read, no earlier and no later one.
    /// </summary>
    private static void AssertReadsSeeTheLatestWrite(
        DramSpec spec, DramRequest[] requests, DramCompletion[] completions, List<DramCommand> issued)
    {
        var mapping = new AddressMapping(spec);
        var columns = issued.Where(command => command.Kind is DramCommandKind.Read or DramCommandKind.Write)
            .ToLookup(command => new DramAddress(command.Rank, command.Bank, command.Row, command.Column));
        int readDelay = spec.Table(TimingRules.Jedec).ReadLatencyCycles + spec.Table(TimingRules.Jedec).BurstCycles;
        foreach (var location in Enumerable.Range(0, requests.Length).GroupBy(i => requests[i].Address))
        {
            int[] writes = [.. location.Where(i => requests[i].IsWrite)];
            DramCommand[] commands = [.. columns[mapping.OfBurst(location.Key / spec.BurstBytes)]];
            foreach (int read in location.Where(i => !requests[i].IsWrite && completions[i].DoneCycle != completions[i].AcceptCycle + 1))
            {
                DramCommand served = Assert.Single(commands, command =>
                    command.Kind == DramCommandKind.Read && command.Cycle == completions[read].DoneCycle - readDelay);
                long stored = commands.Where(command => command.Kind == DramCommandKind.Write && command.Cycle < served.Cycle)
                    .Select(command => command.Cycle).DefaultIfEmpty(-1).Max();
                Assert.Equal(writes.Count(i => i < read), writes.Count(i => completions[i].AcceptCycle <= stored));
            }
        }
    }

    private static (List<DramCommand> Issued, DramCompletion[] Completions, DramTotals Totals) Run(
        DramSpec spec, DramPolicy policy, DramRequest[] requests)
    {
        var issued = new List<DramCommand>();
        var hook = new Hook<DramCommandRun>();
        hook.Subscribe((in DramCommandRun run) => issued.AddRange(DramCommand.Expand(run)));
        var controller = new DramController(spec, policy, hook);
        DramCompletion[] completions = controller.Replay(requests);
        return (issued, completions, controller.Totals);
    }

    private static (string[] Commands, DramCompletion[] Completions, DramTotals Totals) Replay(
        DramSpec spec, DramPolicy policy, DramRequest[] requests)
    {
        (List<DramCommand> issued, DramCompletion[] completions, DramTotals totals) = Run(spec, policy, requests);
        return ([.. issued.Select(Text)], completions, totals);
    }

    private static IEnumerable<string> RequestLines(DramCompletion[] completions) =>
        completions.Select((done, i) => Invariant($"{i},{done.AcceptCycle},{done.DoneCycle}"));

    /// <summary>SHA-256 of the lines, each with its line feed.</summary>
    private static string Digest(IEnumerable<string> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string line in lines)
            hash.AppendData(Encoding.ASCII.GetBytes(line + "\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Text(DramCommand command) => command.Kind switch
    {
        DramCommandKind.Refresh => Invariant($"{command.Cycle},REF,,,"),
        DramCommandKind.Precharge => Invariant($"{command.Cycle},PRE,{command.Bank},,"),
        DramCommandKind.Activate => Invariant($"{command.Cycle},ACT,{command.Bank},{command.Row},"),
        DramCommandKind.Read => Invariant($"{command.Cycle},RD,{command.Bank},{command.Row},{command.Column}"),
        _ => Invariant($"{command.Cycle},WR,{command.Bank},{command.Row},{command.Column}"),
    };

    private static void CompareTotals(
        string name, DramRequest[] requests, DramCompletion[] completions, DramTotals totals)
    {
        ReferenceRow row = ReferenceFile.Table("dram/results.dramsim3.csv").Single(row => row.Text("case") == name);
        foreach ((string column, object? value) in DramReport.Columns(OneRank, totals, ReplayStatistics.Of(requests, completions)))
        {
            if (column == "conflict_accesses" || column.Contains("interface", StringComparison.Ordinal))
                continue; // DRAMsim3 has none
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

    private static DramRequest[] ReadTrace(string name) =>
    [
        .. RequestCsv.Read(
            PathOf($"{name}.trace.csv.gz"), new RequestLimits(OneRank.LastCycle, OneRank.CapacityBytes), RequestOrder.File)
            .Select(record => new DramRequest(record.Time, record.Address, record.IsWrite)),
    ];

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
