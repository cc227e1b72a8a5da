using CycleSim.Reference;

namespace CycleSim.Cli.Tests;

/// <summary>Plots of broken results end with one line that names file, line, key, value and what is allowed, and draw nothing.</summary>
public sealed class HostileReportTests : IDisposable
{
    private static readonly string Report = File.ReadAllText(Path.Combine(Repository.Root, "tests", "Reference", "reports", "step.json"));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string, string> Damages => new()
    {
        { "\"batch\": 1,", "\"batch\": 1e400,", "(5,12): batch = 1e400: must be a whole number from 1 to 2147483647" },
        { "\"batch\": 1,", "\"batch\": NaN,", "(5,12): malformed JSON: 'N' is an invalid start of a value" },
        { "\"batch\": 1,", "\"batch\": 1, \"batch\": 1,", "(5,15): batch: key is given twice" },
        { "\"network\": \"", "\"network\": \"\\u001b[2J", "must be text without control characters" },
        { "\"rows\": 256,", "\"rows\": 9000000000000000000,",
            "machine.rows = 9000000000000000000: must be a whole number from 1 to 65536" },
        { "\"machine\": {", "\"machine\": null, \"x\": {", "(9,14): machine = null: must be an object" },
        { "\"operations\": [", "\"operations\": {}, \"x\": [", "operations = {...}: must be an array" },
        { "\"operations\": [", "\"operations\": [null,", "operations[0] = null: must be an object" },
        { "\"operations\": [", "\"operations\": [", "malformed JSON: " },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void Both_plots_refuse_a_broken_report(string text, string damaged, string message)
    {
        int at = Report.IndexOf(text, StringComparison.Ordinal);
        // The last of the damages is that the file ends there.
        string rest = text == damaged ? "" : Report[(at + text.Length)..];
        string file = _folder.Write("broken.json", Report[..at] + damaged + rest);
        string whole = _folder.Write("whole.json", Report);
        Refused(CliRun.Of("plot", "energy", whole, file, "--out", _folder.File("plot.svg")), file, message);
        Refused(CliRun.Of("plot", "roofline", file, "--out", _folder.File("plot.svg")), file, message);
    }

    private void Refused(CliRun run, string file, string message)
    {
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(file, run.Errors, StringComparison.Ordinal);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', run.Errors);
        Assert.Empty(run.Output);
        Assert.False(File.Exists(_folder.File("plot.svg")));
    }
}
