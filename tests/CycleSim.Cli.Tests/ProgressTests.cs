using System.Text.RegularExpressions;
using CycleSim.Cli.Arguments;
using CycleSim.Dram.Replay;
using CycleSim.Dram.Requests;

namespace CycleSim.Cli.Tests;

/// <summary>Long runs show on stderr that they run, and leave the result as it is.</summary>
public sealed class ProgressTests
{
    // Some seconds on any machine.
    private const string Line =
        "$cs simulate --network lenet5-28x28-mnist --batch 2048 --memory sram --capacity 64KiB --no-fast-forward --json";

    [Fact]
    public void Lines_of_progress_are_written_where_there_is_no_terminal()
    {
        using var folder = new TemporaryFolder();
        string home = Path.GetDirectoryName(folder.File("."))!;
        CliRun quiet = CliProcess.Run(Line, home);
        CliRun run = CliProcess.Run($"export CYCLESIM_PROGRESS_SECONDS=1; {Line}", home);
        Assert.Equal((0, quiet.Output), (run.ExitCode, run.Output));
        string[] lines = run.Errors.Split('\n');
        Assert.Contains(lines, line => Regex.IsMatch(line, @"^lenet5-28x28-mnist: (\d+ of \d+ \(\d+ %\) after|running for) \d+ s$"));
        Assert.DoesNotContain("lenet5-28x28-mnist: ", quiet.Errors, StringComparison.Ordinal);
    }

    // On one processor, or with input that comes slowly, so that they take seconds on any machine.
    [Theory]
    [InlineData(
        "$cs device wer --current-ua 150 --pulse-ns 10 --trajectories 100000 --threads 1",
        @"^blocks of trajectories: \d+ of 782 \(\d+ %\) after \d+ s$")]
    [InlineData("export DOTNET_PROCESSOR_COUNT=1; $cs device plot --figure 5 --out f.svg", @"^figure 5: running for \d+ s$")]
    [InlineData(
        "(echo cycle,op,addr; seq -f '%.0f,R,0x40' 0 40000; sleep 4; echo 50000,R,0x40) | $cs dram -",
        @"^requests: ([\d,]+ so far after|running for) \d+ s$")]
    public void So_are_those_of_commands_that_take_seconds(string line, string expected)
    {
        using var folder = new TemporaryFolder();
        CliRun run = CliProcess.Run(
            $"cd {folder.File(".")}; export CYCLESIM_PROGRESS_SECONDS=1; {line}", Path.GetDirectoryName(folder.File("."))!);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains(run.Errors.Split('\n'), text => Regex.IsMatch(text, expected));
    }

    [Fact]
    public void Requests_report_how_many_have_been_taken()
    {
        var reports = new List<(int Taken, int All)>();
        var requests = new CountedRequests(
            new RequestArray([.. Enumerable.Range(0, 5).Select(cycle => new DramRequest(cycle, 0, false))]), 5,
            (taken, all) => reports.Add((taken, all)));
        var buffer = new DramRequest[3];
        while (requests.Read(buffer) > 0)
        {
        }

        Assert.Equal([(3, 5), (5, 5), (5, 5)], reports);
    }
}
