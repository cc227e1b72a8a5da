using System.Text.RegularExpressions;

namespace CycleSim.Cli.Tests;

/// <summary>Long runs show on stderr that they run, and leave the result as it is.</summary>
public sealed class ProgressTests
{
    // Some seconds on any machine.
    private const string Line =
        "$cs simulate --network lenet5-28x28-mnist --batch 512 --memory sram --capacity 64KiB --no-fast-forward --json";

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
}
