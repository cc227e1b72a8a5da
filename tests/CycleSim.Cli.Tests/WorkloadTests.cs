using System.Text.Json;

namespace CycleSim.Cli.Tests;

/// <summary>`workload` and `models export` as a user calls them.</summary>
public sealed class WorkloadTests : IDisposable
{
    private const string Topology = "Layer,M,N,K\nfirst,8,4,6\nsecond,8,5,4\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_tables_stand_in_a_folder_and_the_json_beside_them()
    {
        string network = _folder.Write("net.csv", Topology);
        string json = _folder.File("net.json");
        CliRun run = CliRun.Of("workload", "--network", network, "--batch", "2", "--csv", _folder.File("tables"), $"--json={json}");
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.StartsWith("net, batch 2: 4 layers, 44 parameters, 1,728 MACs a step", run.Output, StringComparison.Ordinal);
        Assert.Equal(
            "layer,pass,M,N,K,count,macs\nfirst,fwd,16,4,6,1,384\nfirst,wgrad,4,6,16,1,384\nsecond,fwd,16,5,4,1,320\n"
            + "second,igrad,16,4,5,1,320\nsecond,wgrad,5,4,16,1,320\n",
            File.ReadAllText(Path.Combine(_folder.File("tables"), "net_b2.gemms.csv")));
        JsonElement report = JsonDocument.Parse(File.ReadAllText(json)).RootElement;
        Assert.Equal(44, report.GetProperty("parameters").GetInt64());
        Assert.Equal(
            report.GetProperty("macs").GetInt64(),
            report.GetProperty("gemms").EnumerateArray().Sum(row => row.GetProperty("macs").GetInt64()));
        Assert.Equal("first", report.GetProperty("gemms")[0].GetProperty("layer").GetString());
    }

    [Fact]
    public void The_optimizer_decides_what_the_update_moves()
    {
        string network = _folder.Write("net.csv", Topology);
        CliRun run = CliRun.Of("workload", "--network", network, "--optimizer", "adam", "--mixed-precision");
        Assert.Contains(
            "update by adam (mixed_bf16): 528 bytes of state, reads 616, writes 616 bytes", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exported_network_is_read_again()
    {
        string file = _folder.File("lenet.onnx");
        Assert.Equal(0, CliRun.Of("models", "export", "lenet5-28x28-mnist", "--onnx", "--out", file).ExitCode);
        string[] shipped = CliRun.Of("workload", "--network", "lenet5-28x28-mnist", "--batch", "4").Output.Split('\n');
        string[] read = CliRun.Of("workload", "--network", file, "--batch", "4").Output.Split('\n');
        Assert.Equal(shipped[1..], read[1..]);
    }

    [Theory]
    [InlineData("none.onnx", "none.onnx: ")]
    [InlineData("bad.onnx", "is not an ONNX model")]
    [InlineData("empty.onnx", "the file is empty")]
    [InlineData("bad.csv", "bad.csv(2): has 1 numbers; allowed: 3")]
    public void A_wrong_file_is_refused_by_name(string name, string problem)
    {
        _folder.Write("bad.onnx", "no protobuf at all");
        _folder.Write("empty.onnx", "");
        _folder.Write("bad.csv", "h\nx,1\n");
        CliRun run = CliRun.Of("workload", "--network", _folder.File(name));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(name, run.Errors, StringComparison.Ordinal);
        Assert.Contains(problem, run.Errors, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }
}
