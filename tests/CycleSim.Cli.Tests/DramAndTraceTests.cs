using System.Text.Json;
using CycleSim.Traces;
using CycleSim.Traces.Format;

namespace CycleSim.Cli.Tests;

public sealed class DramAndTraceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Dram_replays_checks_and_writes_lists()
    {
        string trace = _folder.Write("trace.csv", "cycle,op,addr\n0,R,0x500c0\n0,W,0x50240\n");
        string commands = _folder.File("commands.csv");
        string requests = _folder.File("requests.csv");
        CliRun run = CliRun.Of("dram", "--trace", trace, "--check", "--json", "--commands", commands, "--requests", requests);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("cycle,cmd,bank,row,col\n2,ACT,0,5,\n13,RD,0,5,3\n22,WR,0,5,9\n", File.ReadAllText(commands));
        Assert.Equal("idx,accept_cycle,done_cycle\n0,1,28\n1,2,3\n", File.ReadAllText(requests));
        using var report = JsonDocument.Parse(run.Output);
        Assert.Equal(27, report.RootElement.GetProperty("rd_lat_max").GetInt64());
        Assert.Contains("0 violations", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cycle,op,addr\n0,R,0x40\n1,X,0x40\n", "(3)")]
    [InlineData("cycle,op,addr\n-1,R,0x40\n", "(2)")]
    [InlineData("cycle,op,addr\n0,R,0x41\n", "multiple of 64")]
    [InlineData("cycle,op,addr\n0,R,0x100000000\n", "4 GiB")]
    [InlineData("cycle,op,addr\n0,R\n", "2 fields")]
    [InlineData("time,op,addr\n", "(1)")]
    [InlineData("", "(1)")]
    public void Dram_names_the_wrong_line(string text, string mentioned)
    {
        CliRun run = CliRun.Of("dram", "--trace", _folder.Write("bad.csv", text));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(mentioned, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Dram_knows_its_policies()
    {
        string trace = _folder.Write("trace.csv", "cycle,op,addr\n");
        Assert.Equal(0, CliRun.Of("dram", "--trace", trace).ExitCode);
        CliRun wrong = CliRun.Of("dram", "--trace", trace, "--policy", "fcfs");
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("default, dramsim3", wrong.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_shipped_trace_is_whole()
    {
        string path = Path.Combine(ArchitectureTests.Root, "traces", "lenet5-batch8.cst");
        using FileStream file = File.OpenRead(path);
        using var reader = new TraceReader(file, path);
        long accesses = 0;
        while (reader.Next() is { } chunk)
            accesses += chunk.ContentCase == Chunk.ContentOneofCase.Accesses ? reader.Accesses(chunk.Accesses).LongCount() : 0;
        Assert.Equal((long)reader.End!.ScratchpadAccesses, accesses);
        Assert.Equal("lenet5-28x28-mnist", reader.Header.Network);
        Assert.True(accesses > 10_000);
    }
}
