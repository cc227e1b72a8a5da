namespace CycleSim.Cli.Tests;

public sealed class SystolicAndModelsTests
{
    [Theory]
    [InlineData("physical", 343936)]
    [InlineData("overlapped", 295678)]
    [InlineData("scalesim", 327551)]
    public void Systolic_counts_cycles(string drain, long cycles)
    {
        CliRun run = CliRun.Of("systolic", "--m", "8192", "--n", "512", "--k", "4608", "--drain", drain);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($": {cycles} cycles, 64 folds", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--m", "0")]
    [InlineData("--rows", "0")]
    [InlineData("--drain", "1")]
    [InlineData("--drain", "sideways")]
    public void Systolic_refuses_nonsense(string option, string value)
    {
        var arguments = new Dictionary<string, string> { ["--m"] = "1", ["--n"] = "1", ["--k"] = "1", [option] = value };
        CliRun run = CliRun.Of([.. arguments.SelectMany(pair => new[] { pair.Key, pair.Value }).Prepend("systolic")]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(option, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Trimmed_edges_go_with_the_physical_drain_only() => Assert.Equal(
        2, CliRun.Of("systolic", "--m", "1", "--n", "1", "--k", "1", "--drain", "overlapped", "--trim-edges").ExitCode);

    [Fact]
    public void Dimensions_beyond_any_counter_are_refused()
    {
        string huge = (1L << 40).ToString(System.Globalization.CultureInfo.InvariantCulture);
        CliRun run = CliRun.Of("systolic", "--m", huge, "--n", huge, "--k", huge);
        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public void Every_shipped_model_can_be_shown()
    {
        CliRun list = CliRun.Of("models", "list");
        Assert.Equal(0, list.ExitCode);
        string[] names = [.. list.Output.Split('\n').Skip(2)
            .Where(line => !line.StartsWith("   ", StringComparison.Ordinal)) // descriptions continue there
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(cells => cells.Length > 2).Select(cells => cells[1])];
        Assert.True(names.Length >= 25, $"{names.Length} models");
        Assert.All(names, name => Assert.Equal(0, CliRun.Of("models", "show", name).ExitCode));
    }

    [Fact]
    public void Standards_of_dram_have_a_kind_of_their_own()
    {
        string list = CliRun.Of("models", "list").Output;
        Assert.Matches(@"\n +standard +ddr4 ", list);
        Assert.Matches(@"\n +DRAM +ddr4-2400-8gb-x8 ", list);
    }

    /// <summary>What the message of --layers points to is there: every name and number that it accepts.</summary>
    [Theory]
    [InlineData("vit-tiny-mnist", 104)]
    [InlineData("lenet5-28x28-mnist", 7)]
    [InlineData("EXPORTED.onnx", 12)]
    public void Models_show_lists_every_layer_that_layers_accepts(string network, int last)
    {
        using var folder = new TemporaryFolder();
        string model = network;
        if (network == "EXPORTED.onnx")
        {
            model = folder.File("net.onnx");
            Assert.Equal(0, CliRun.Of("models", "export", "lenet5-28x28-mnist", "--onnx", "--out", model).ExitCode);
        }

        CliRun unknown = CliRun.Of("simulate", "--network", model, "--batch", "1", "--layers", "nothing");
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains(
            $"allowed are 0 to {last} or the names that `cyclesim models show {model}` lists", unknown.Errors, StringComparison.Ordinal);
        string shown = CliRun.Of("models", "show", model).Output;
        string[] names = [.. shown[shown.LastIndexOf(" #  ", StringComparison.Ordinal)..].Split('\n').Skip(2)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(cells => cells.Length > 1).Select(cells => cells[1])];
        Assert.Equal(last + 1, names.Length);
        foreach (string name in new[] { names[0], names[last / 2], names[last] })
            Assert.Equal(0, CliRun.Of("simulate", "--network", model, "--batch", "1", "--layers", name).ExitCode);
    }

    /// <summary>A name is that of a file for this command where it is for all others.</summary>
    [Fact]
    public void A_model_file_may_end_in_capitals()
    {
        using var folder = new TemporaryFolder();
        string raw = CliRun.Of("models", "show", "paper", "--raw").Output;
        File.WriteAllText(folder.File("Mine.JSON"), raw);
        Assert.Equal(raw, CliRun.Of("models", "show", folder.File("Mine.JSON"), "--raw").Output);
    }

    [Fact]
    public void An_unknown_model_is_refused()
    {
        CliRun run = CliRun.Of("models", "show", "nothing");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("models list", run.Errors, StringComparison.Ordinal);
    }
}
