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
        CliRun run = CliRun.Of("workload", "--network", network, "--batch", "2", "--csv-folder", _folder.File("tables"), $"--json={json}");
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

    [Fact]
    public void A_name_of_a_network_leads_to_no_other_folder()
    {
        string network = _folder.Write("net.json", Named("../x"));
        string tables = _folder.File("tables");
        Assert.Equal(0, CliRun.Of("workload", "--network", network, "--csv-folder", tables).ExitCode);
        Assert.Equal(
            [".._x_b1.gemms.csv", ".._x_b1.layers.csv", ".._x_b1.params.csv", ".._x_b1.vectors.csv"],
            Directory.GetFiles(tables).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["net.json"], Directory.GetFiles(Path.GetDirectoryName(network)!).Select(Path.GetFileName));
    }

    [Fact]
    public void An_exported_network_without_a_file_name_stays_in_this_folder()
    {
        string name = Path.GetFileName(Path.GetDirectoryName(_folder.File("x")))!;
        string network = _folder.Write("net.json", Named($"../{name}"));
        try
        {
            Assert.Equal(0, CliRun.Of("models", "export", network, "--onnx").ExitCode);
            Assert.True(File.Exists($".._{name}.onnx"));
        }
        finally
        {
            File.Delete($".._{name}.onnx");
        }
    }

    [Fact]
    public void Counts_beyond_64_bits_are_refused()
    {
        const string Sizes = "1048576,1048576,1048576";
        string network = _folder.Write("net.csv", $"h\na,{Sizes}\nb,{Sizes}\nc,{Sizes}\n");
        CliRun run = CliRun.Of("workload", "--network", network);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(
            "net: counts of a training step of batch 1 exceed 2^63; take a smaller batch", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void An_update_is_no_part_of_a_layer_that_is_called_as_its_parameter()
    {
        string network = _folder.Write("net.csv", "h\na,8,4,6\na.weight,8,5,4\n");
        string row = CliRun.Of("workload", "--network", network).Output.Split('\n')
            .Single(line => line.TrimStart().StartsWith("update_sgd", StringComparison.Ordinal));
        Assert.Equal(
            ["update_sgd", "0", "0", "0", "0", "44", "88", "44"], row.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>A small network of some name.</summary>
    private static string Named(string name) => $$"""
        {
          "name": "{{name}}", "input": { "channels": 1, "height": 2, "width": 2 }, "classes": 2,
          "layers": [
            { "name": "fc", "type": "fc", "out_features": 2 },
            { "name": "loss", "type": "softmax_loss" }
          ]
        }
        """;
}
