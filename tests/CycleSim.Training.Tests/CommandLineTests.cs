using System.CommandLine;
using System.Text.Json;
using CycleSim.Platform.Files;
using CycleSim.Terminal;
using CycleSim.Terminal.Options;
using CycleSim.Training.Commands;
using CycleSim.Training.Data;
using CycleSim.Training.Running;

namespace CycleSim.Training.Tests;

/// <summary>The command line of `cyclesim-train`, on a data set of a few images.</summary>
public sealed class CommandLineTests : IDisposable
{
    private static readonly string[] Short =
        ["--network", "lenet5-28x28-mnist", "--batch", "16", "--max-steps", "3", "--test-images", "10", "--allow-partial"];

    private readonly string _folder = Directory.CreateTempSubdirectory("cyclesim-").FullName;

    public CommandLineTests()
    {
        Directory.CreateDirectory(Data);
        Write("train-images-idx3-ubyte", "train-labels-idx1-ubyte", TinyData.Images(1, 28, 10, 64, "train"));
        Write("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte", TinyData.Images(1, 28, 10, 20, "test"));
    }

    private string Data => Path.Combine(_folder, "data");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("--write-error-rate 2", "--write-error-rate")]
    [InlineData("--write-error-rate 8,62e-10", "8,62e-10")]
    [InlineData("--wer 2", "--write-error-rate: ")]
    [InlineData("--other-wer 2", "--other-write-error-rate: ")]
    [InlineData("--bits 40", "--bits")]
    [InlineData("--write-error-rate 1e-3 --write-point base", "--write-point")]
    [InlineData("--write-point sram", "states no write error rate")]
    [InlineData("--activation-write-error-rates mantissa", "--activation-write-error-rates mantissa")]
    [InlineData("--weight-write-error-rates mantissa@8,6e-4", "8,6e-4")]
    [InlineData("--activations mantissa", "--activation-write-error-rates mantissa")]
    [InlineData("--weights sign@2", "--weights is now --weight-write-error-rates")]
    [InlineData("--errors sign@2", "--error-write-error-rates")]
    [InlineData("--roles nowhere", "--roles")]
    [InlineData("--places nowhere", "--roles")]
    [InlineData("--error-model jump", "--error-model")]
    [InlineData("--old-content new", "--old-content")]
    [InlineData("--batch 0", "--batch")]
    [InlineData("--epochs 100001", "--epochs 100001: allowed are 1 to 100000")]
    [InlineData("--learning-rate 0", "--learning-rate 0: allowed are above 0")]
    [InlineData("--momentum 1", "--momentum 1: allowed are 0 to below 1")]
    [InlineData("--weight-decay=-1", "--weight-decay")]
    [InlineData("--threads 0", "--threads 0: allowed are 1 to 1024")]
    [InlineData("--max-steps 0", "--max-steps")]
    [InlineData("--checkpoint-every 0", "--checkpoint-every")]
    [InlineData("--batch 1,5", "--batch 1,5: ")]
    [InlineData("--dataset imagenet", "cifar-100")]
    [InlineData("--network lenet6", "lenet5")]
    [InlineData("--data /no/such/folder", "there is no such folder")]
    [InlineData("--write-point P55@60@10", "P55@60uA@10ns")]
    [InlineData("--write-point P55@60,5uA@10ns", "P55@60,5uA@10ns")]
    [InlineData("--protect 32", "--protect")]
    [InlineData("--flush-to-zero --threads 2", "--flush-to-zero")]
    [InlineData("--record-steps 3", "goes with --record-traffic")]
    [InlineData("--resume", "goes with --out")]
    [InlineData("--epoks 3", "--epoks")]
    [InlineData("--flush-to-zero --format int8", "--flush-to-zero with int8: its scales may be denormal")]
    [InlineData("--optimizer rmsprop", "--optimizer rmsprop: allowed are fused_momentum, sgd, momentum, nesterov, adam, adamw")]
    [InlineData("--optimizer sgd --momentum 0.5",
        "--momentum: sgd has none; allowed with --optimizer fused_momentum, momentum and nesterov")]
    [InlineData("--optimizer momentum --epsilon 1e-3", "--epsilon: momentum has none; allowed with --optimizer adam and adamw")]
    [InlineData("--optimizer adam --beta2 1", "--beta2 1: allowed are 0 to below 1")]
    [InlineData("--optimizer adam --epsilon 0", "--epsilon 0: allowed are above 0")]
    [InlineData("--optimizer adam --learning-rate 1e39", "--learning-rate 1E+39: is computed with in fp32")]
    [InlineData("--number-format fp31", "--number-format fp31: allowed are fp32, bf16,")]
    [InlineData("--weight-format e8m0", "--weight-format e8m0: has no negative numbers; allowed are fp32, bf16,")]
    [InlineData("--gradient-format x", "--gradient-format x: allowed are")]
    [InlineData("--number-format bf16 --bits 16", "--bits: \"16\" names no bits of bf16; allowed are all, sign, exponent, mantissa")]
    [InlineData("--number-format bf16 --protect 16", "--protect")]
    [InlineData("--error-format int8 --error-write-error-rates exponent@1e-3", "--error-write-error-rates: \"exponent\" names no bits of")]
    [InlineData("--state-write-error-rates off", "--state-write-error-rates: fused_momentum keeps no states")]
    [InlineData("--optimizer adam --state-write-error-rates 32@1e-3", "--state-write-error-rates")]
    public void Nonsense_is_refused_before_anything_is_trained(string arguments, string message)
    {
        TrainRun run = TrainRun.Of(arguments.Split(' '));
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("cyclesim-train: ", run.Errors, StringComparison.Ordinal);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }

    /// <summary>What has the name of an option that several commands share is that option.</summary>
    [Fact]
    public void Shared_options_are_the_shared_ones()
    {
        OptionSpec[] shared = [.. typeof(SharedOptions).GetFields().Select(field => field.GetValue(null)).OfType<OptionSpec>()];
        RootCommand root = CommandLine.Build(new DatasetCache());
        int found = 0;
        foreach (Option option in root.Options.Concat(root.Subcommands.SelectMany(command => command.Options)))
        {
            if (shared.FirstOrDefault(spec => spec.Name == option.Name) is not { } spec)
                continue;
            Assert.Equal(Common(spec), Common(Assert.IsAssignableFrom<ISpecifiedOption>(option).Spec));
            found++;
        }

        Assert.True(found >= 9, $"{found}");

        // A command may say in a sentence of its own what an option means to it.
        static OptionSpec Common(OptionSpec spec) => spec with { Meaning = "", ValueForm = null, Range = null };
    }

    [Fact]
    public void Every_option_has_a_description_and_every_number_the_parser()
    {
        RootCommand root = CommandLine.Build(new DatasetCache());
        NumberParser.Apply(root);
        foreach (Command command in (Command[])[root, .. root.Subcommands])
        {
            Assert.Contains("Example: ", command.Description!, StringComparison.Ordinal);
            Assert.All(command.Options, option => Assert.False(string.IsNullOrWhiteSpace(option.Description), option.Name));
        }
    }

    /// <summary>The variable means the same to every command.</summary>
    [Fact]
    public void Users_can_turn_lines_of_progress_off()
    {
        string? before = Environment.GetEnvironmentVariable(ProgressLine.Variable);
        Environment.SetEnvironmentVariable(ProgressLine.Variable, "0");
        try
        {
            TrainRun run = TrainRun.Of([.. Short, "--data", Data]);
            Assert.Equal(0, run.ExitCode);
            Assert.DoesNotContain("epoch", run.Errors, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable(ProgressLine.Variable, before);
        }
    }

    [Fact]
    public void A_run_says_that_its_folder_is_taken_before_it_reads_images()
    {
        string run = Path.Combine(_folder, "run");
        string none = Path.Combine(_folder, "none");
        Directory.CreateDirectory(run);
        using (FileLock.Acquire(Path.Combine(run, "run"), "the run"))
        {
            foreach (string[] more in new string[][] { [], ["--resume"] })
            {
                TrainRun second = TrainRun.Of(["--data", none, "--out", run, .. more]);
                Assert.Equal(1, second.ExitCode);
                Assert.Contains($"is being written by process {Environment.ProcessId} on", second.Errors, StringComparison.Ordinal);
            }
        }

        // Free again, it is the images that are missing.
        Assert.Contains("there is no such folder", TrainRun.Of("--data", none, "--out", run).Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(run));
    }

    [Fact]
    public void Describe_tells_network_images_and_what_a_result_depends_on()
    {
        JsonElement whole = Describe("--network", "lenet5");
        Assert.Equal("lenet5-28x28-pad2-mnist", whole.GetProperty("network").GetString());
        Assert.Equal("mnist", whole.GetProperty("dataset").GetString());
        Assert.Equal((64, 20), (whole.GetProperty("training_images").GetInt32(), whole.GetProperty("test_images").GetInt32()));
        string fingerprint = whole.GetProperty("fingerprint").GetString()!;
        Assert.StartsWith("network lenet5-28x28-pad2-mnist\n", fingerprint, StringComparison.Ordinal);
        Assert.Matches("\nimages [0-9a-f]{64}$", fingerprint);
        Assert.NotEqual(fingerprint, Describe("--network", "lenet5-28x28-mnist").GetProperty("fingerprint").GetString());
        Write("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte", TinyData.Images(1, 28, 10, 20, "other"));
        Assert.NotEqual(fingerprint, Describe("--network", "lenet5").GetProperty("fingerprint").GetString());
    }

    [Fact]
    public void A_server_answers_what_the_program_would_have_said_and_trains_the_same()
    {
        string served = Path.Combine(_folder, "served");
        string direct = Path.Combine(_folder, "direct");
        string[] answers = TrainRun.Serve(
            JsonSerializer.Serialize<string[]>([.. Short, "--data", Data, "--write-error-rate", "8e-4", "--out", served]),
            """["--write-error-rate", "2"]""", """["describe", "--data", "/no/such/folder"]""");
        TrainRun run = TrainRun.Of([.. Short, "--data", Data, "--write-error-rate", "8e-4", "--out", direct]);
        Assert.Equal(0, run.ExitCode);
        JsonElement[] said = [.. answers.Select(answer => JsonDocument.Parse(answer).RootElement)];
        Assert.Equal([0, 2, 2], said.Select(answer => answer.GetProperty("exit_code").GetInt32()));
        Assert.Equal(run.Output, said[0].GetProperty("output").GetString());
        Assert.StartsWith("cyclesim-train: --write-error-rate: ", said[1].GetProperty("errors").GetString(), StringComparison.Ordinal);
        Assert.Contains("there is no such folder", said[2].GetProperty("errors").GetString(), StringComparison.Ordinal);
        foreach (string file in new[] { "log.jsonl", "summary.json", "checkpoint.bin" })
            Assert.Equal(File.ReadAllBytes(Path.Combine(direct, file)), File.ReadAllBytes(Path.Combine(served, file)));
    }

    [Fact]
    public void A_server_that_is_left_stops_with_a_checkpoint()
    {
        string left = Path.Combine(_folder, "left");
        string checkpoint = Path.Combine(left, "checkpoint.bin");
        string[] endless = ["--batch", "16", "--epochs", "100000", "--allow-partial", "--data", Data, "--out", left];
        string answer = Assert.Single(TrainRun.Leave(JsonSerializer.Serialize(endless), () => File.Exists(checkpoint)));
        Assert.Equal(1, JsonDocument.Parse(answer).RootElement.GetProperty("exit_code").GetInt32());
        using var summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(left, "summary.json")));
        Assert.Equal("interrupted", summary.RootElement.GetProperty("status").GetString());
    }

    /// <summary>Options that both programs show name what this one has.</summary>
    [Fact]
    public void The_help_of_data_sets_names_them_all() =>
        Assert.All(DatasetSpec.All, spec => Assert.Contains(spec.Name, SharedOptions.Dataset.Meaning, StringComparison.Ordinal));

    [Theory]
    [InlineData("--mixed-precision", "bf16", "bf16", "bf16")]
    [InlineData("--mixed-precision=mixed-bf16-fp32-gradients", "bf16", "fp32", "bf16")]
    [InlineData("--mixed-precision=fp32", null, null, null)]
    [InlineData("--mixed-precision=mixed_bf16_fp32_gradients --weight-format fp16", "fp16", "fp32", "fp16")]
    [InlineData("--mixed-precision --number-format int8", "int8", "int8", "int8")]
    public void Mixed_precision_says_in_which_formats_weights_and_gradients_are(
        string options, string? weights, string? gradients, string? masters)
    {
        TrainingOptions read = TrainOptions.Read(CommandLine.Build(new DatasetCache()).Parse(options.Split(' ')));
        Assert.Equal(masters is not null, read.IsMixedPrecision);
        Assert.Equal((weights ?? "fp32", gradients ?? "fp32"), (read.Formats.Weights.Number.Name, read.Formats.Gradients.Number.Name));
    }

    [Fact]
    public void What_was_chosen_is_in_the_summary()
    {
        string run = Path.Combine(_folder, "chosen");
        string[] chosen = ["--optimizer", "adamw", "--mixed-precision", "--error-format", "fp8_e5m2", "--write-error-rate", "1e-3"];
        TrainRun result = TrainRun.Of([.. Short, "--data", Data, "--out", run, .. chosen]);
        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Contains("wrong bits in states: ", result.Output, StringComparison.Ordinal);
        JsonElement summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "summary.json"))).RootElement;
        Assert.Equal("adamw", summary.GetProperty("optimizer").GetString());
        Assert.Equal((0.001, 0.01, 0.9, 0.999, 1e-8), (Number("learning_rate"), Number("weight_decay"), Number("beta1"), Number("beta2"),
            Number("epsilon")));
        Assert.True(summary.GetProperty("mixed_precision").GetBoolean());
        Assert.Equal(
            """{"activations":"fp32","weights":"bf16","errors":"fp8_e5m2","gradients":"bf16"}""",
            JsonSerializer.Serialize(summary.GetProperty("number_formats")));
        JsonElement rates = summary.GetProperty("write_error_rates");
        Assert.Equal(
            (32, 16, 8), (rates.GetProperty("activations").GetArrayLength(), rates.GetProperty("weights").GetArrayLength(),
                rates.GetProperty("errors").GetArrayLength()));
        // Two means and the master weights of 44,426 parameters, three times.
        Assert.Equal(3 * 3 * summary.GetProperty("parameters").GetInt64(), summary.GetProperty("state_words_written").GetInt64());
        Assert.Equal(23, summary.GetProperty("state_write_error_rates").EnumerateArray().Count(rate => rate.GetDouble() == 1e-3));
        Assert.Equal(7, rates.GetProperty("weights").EnumerateArray().Count(rate => rate.GetDouble() == 1e-3));
        Assert.True(summary.GetProperty("errors").GetProperty("optimizer_states").EnumerateArray().Sum(count => count.GetInt64()) > 0);

        double Number(string key) => summary.GetProperty(key).GetDouble();
    }

    [Fact]
    public void Recorded_traffic_has_words_of_32_bits()
    {
        TrainRun result = TrainRun.Of(
            [.. Short, "--data", Data, "--number-format", "bf16", "--record-traffic", Path.Combine(_folder, "t")]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--record-traffic: records words of 32 bits", result.Errors, StringComparison.Ordinal);
    }

    private JsonElement Describe(params string[] arguments)
    {
        TrainRun run = TrainRun.Of(["describe", "--data", Data, "--allow-partial", .. arguments]);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        return JsonDocument.Parse(run.Output).RootElement;
    }

    private void Write(string images, string labels, ImageSet set)
    {
        File.WriteAllBytes(Path.Combine(Data, images), TinyData.Idx(set.Pixels, set.Count, 28, 28));
        File.WriteAllBytes(Path.Combine(Data, labels), TinyData.Idx(set.Labels, set.Count));
    }
}
