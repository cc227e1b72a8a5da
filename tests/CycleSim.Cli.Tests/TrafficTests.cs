using System.Security.Cryptography;
using System.Text.Json;
using CycleSim.Traces;
using CycleSim.Traces.Traffic;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Cli.Tests;

/// <summary>Recorded traffic through `simulate`; every second bit of it toggles.</summary>
public sealed class TrafficTests : IDisposable
{
    private const string Network = "lenet5-28x28-mnist";

    private readonly TemporaryFolder _folder = new();
    private readonly string _file;

    public TrafficTests()
    {
        StepProgram program = TrainingStepLowering.Lower(NetworkLoader.Load(Network), 2);
        var traffic = new TensorTraffic { Network = Network, Batch = 2, Steps = { Step(program, 7), Step(program, 8) } };
        _file = _folder.File("step.cstt");
        using FileStream stream = File.Create(_file);
        TrafficFile.Write(stream, traffic);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("every_bit", "every_bit_pj")]
    [InlineData("compare_before_write", "compared_pj", "--compare-before-write")]
    public void Arrays_add_up_to_rows_and_rows_to_the_total(string scheme, string paid, params string[] options)
    {
        CliRun run = CliRun.Of(
            ["simulate", "--traffic", _file, "--memory", "stt-mram-heterogeneous", "--capacity", "3MiB",
                $"--json={_folder.File("step.json")}", .. options]);
        Assert.Equal(0, run.ExitCode);
        using var json = JsonDocument.Parse(File.ReadAllText(_folder.File("step.json")));
        JsonElement[] steps = [.. json.RootElement.GetProperty("traffic").EnumerateArray()];
        Assert.Equal([7, 8], steps.Select(step => step.GetProperty("step").GetInt32()));
        foreach (JsonElement step in steps)
        {
            Assert.Equal(scheme, step.GetProperty("write_scheme").GetString());
            JsonElement[] rows = [.. step.GetProperty("rows").EnumerateArray()];
            foreach (JsonProperty number in step.GetProperty("total").EnumerateObject())
            {
                Assert.Equal(number.Value.GetDouble(), rows.Sum(row => row.GetProperty("total").GetProperty(number.Name).GetDouble()));
                foreach (JsonElement row in rows)
                    Assert.Equal(row.GetProperty("total").GetProperty(number.Name).GetDouble(),
                        row.GetProperty("arrays").EnumerateArray().Sum(array => array.GetProperty(number.Name).GetDouble()));
            }

            JsonElement total = step.GetProperty("total");
            Assert.Equal(total.GetProperty(paid).GetDouble(), total.GetProperty("write_energy_pj").GetDouble());
            Assert.Equal(0.5, total.GetProperty("stored_toggled_bits").GetDouble() / total.GetProperty("stored_bits").GetDouble(), 1e-3);
            JsonElement energy = json.RootElement.GetProperty("totals").GetProperty("energy");
            double rest = energy.GetProperty("total_pj").GetDouble() - energy.GetProperty("scratchpad_write_pj").GetDouble();
            Assert.Equal(rest + total.GetProperty(paid).GetDouble(), step.GetProperty("step_energy_pj").GetDouble(), rest * 1e-12);
        }
    }

    /// <summary>Hashes of what version 0.1.0 wrote.</summary>
    [Theory]
    [InlineData("53cd1b31faa91fd64deb0b79092dfb5400896f225cad887c59f0462cf15e82e0")]
    [InlineData("809eaf2a450033cd1c730e050693d8ff6e4c6221f2d6df08fd77cad9025fa22a", "--compare-before-write")]
    public void Reports_with_traffic_are_the_bytes_that_version_0_1_wrote(string hash, params string[] options)
    {
        string file = _folder.File("step.json");
        CliRun.Of(["simulate", "--traffic", _file, "--memory", "stt-mram-heterogeneous", "--capacity", "3MiB", "--json", file, .. options]);
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))));
    }

    [Fact]
    public void Comparing_needs_traffic()
    {
        CliRun run = CliRun.Of("simulate", "--network", "lenet5-28x28-mnist", "--batch", "2", "--compare-before-write");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--traffic", run.Errors, StringComparison.Ordinal);
    }

    private static TrafficStep Step(StepProgram program, ulong number)
    {
        var step = new TrafficStep { Step = number };
        foreach (TensorSpec tensor in program.Tensors.Where(tensor => tensor.Layer >= 0
            && (tensor.Role != TensorRole.Weight || program.NeededAfter.Contains(tensor.Id))))
        {
            var stored = new StoredTensor
            {
                Name = tensor.Name,
                Layer = program.Network.Layers[tensor.Layer].Name,
                Role = (StoreRole)(int)tensor.Role,
                Bytes = (ulong)tensor.Words * 4,
            };
            stored.Toggled.Add(Enumerable.Repeat((ulong)tensor.Words / 2, 32));
            step.Tensors.Add(stored);
        }

        return step;
    }
}
