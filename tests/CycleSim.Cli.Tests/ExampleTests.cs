using System.CommandLine;
using CycleSim.Reference;

namespace CycleSim.Cli.Tests;

/// <summary>The examples of the help run as they stand there, in a folder that has the inputs that they name.</summary>
public sealed class ExampleTests
{
    /// <summary>
    /// Examples that take minutes, or data that the repository does not have, and what is run instead; null where nothing is.
    /// </summary>
    private static readonly Dictionary<string, string?> Instead = new()
    {
        // Two memories at 15 capacities of VGG16.
        ["cyclesim compare --iso capacity --memories sram,stt-mram --network vgg16-cifar100 --from 32KiB --to 512MiB --out study"] =
            "cyclesim compare --iso capacity --memories sram,stt-mram --network lenet5-28x28-mnist --batch 4 --from 64KiB --to 128KiB " +
                "--out study",
        // All figures of the source paper, with trainings.
        ["cyclesim reproduce --out paper --data DIR"] = "cyclesim reproduce --quick --only table1 --out paper",
        // Trainings on a data set that has to be fetched; ReproductionTests and CodesignOutcomeTests run them on made-up results.
        ["cyclesim codesign --network lenet5 --machine paper --dataset mnist --max-loss 0.5 --data DIR --out search"] = null,
        // 20,000 trajectories at many points.
        ["cyclesim device plot --figure 6a --out fig6a.png"] = "cyclesim device plot --figure 6a --trajectories 1000 --out fig6a.png",
        ["cyclesim simulate --network vgg16-cifar100 --batch 512 --memory stt-mram --capacity 48MiB --timeline step.png"] =
            "cyclesim simulate --network lenet5-28x28-mnist --batch 4 --memory stt-mram --capacity 48MiB --timeline step.png",
    };

    // With CYCLESIM_SLOW=1 what takes minutes runs as it stands, too.
    private static readonly bool IsSlow = Environment.GetEnvironmentVariable("CYCLESIM_SLOW") == "1";

    // Made once: most examples do not read them, and all may.
    private static readonly Lazy<Dictionary<string, byte[]>> Reports = new(() =>
    {
        using var folder = new TemporaryFolder();
        return new[] { "sram", "stt-mram" }.ToDictionary(memory => memory + ".json", memory =>
        {
            string file = folder.File(memory + ".json");
            string line = $"simulate --network lenet5-28x28-mnist --batch 1 --memory {memory} --capacity 64KiB --json={file}";
            Assert.Equal(0, CliRun.Of(line.Split(' ')).ExitCode);
            return File.ReadAllBytes(file);
        });
    });

    private const string Plan =
        """{"name": "example", "networks": ["lenet5-28x28-mnist"], "batches": [4], "memories": ["sram"], "capacities": ["64 KiB"]}""";

    // The program that trains has its own.
    private static IEnumerable<KeyValuePair<string, Command>> Commands =>
        CommandTree.Commands.Where(command => command.Key is not ("" or "train"));

    private static IEnumerable<string> All => Commands.SelectMany(command => CommandTree.Examples(command.Value)).Distinct();

    public static TheoryData<string> Examples => [.. All];

    [Fact]
    public void Every_command_has_an_example_of_itself() => Assert.All(
        Commands,
        command => Assert.Contains(CommandTree.Examples(command.Value), example => example.Contains("cyclesim " +
            $"{command.Key}", StringComparison.Ordinal)));

    [Fact]
    public void What_is_not_run_as_it_stands_is_an_example() => Assert.Empty(Instead.Keys.Except(All));

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_runs(string example)
    {
        bool isAsItStands = IsSlow && !example.Contains(" DIR", StringComparison.Ordinal);
        string? line = isAsItStands ? example : Instead.GetValueOrDefault(example, example);
        if (line is null)
            return;
        using var folder = new TemporaryFolder();
        Prepare(folder);
        CliRun run = CliProcess.Run($"cyclesim() {{ $cs \"$@\"; }}; {line}", Path.GetDirectoryName(folder.File("plan.json"))!);
        // A damaged trace is found and saved, with the exit code of what is damaged.
        Assert.True(run.ExitCode == (line.Contains("--salvage", StringComparison.Ordinal) ? 1 : 0), $"{run.ExitCode}: {run.Errors}");
        if (!line.Contains(".ini", StringComparison.Ordinal)) // notes tell what that tool does not read
            Assert.DoesNotContain("note:", run.Errors, StringComparison.Ordinal);
    }

    private static void Prepare(TemporaryFolder folder)
    {
        string sample = Path.Combine(Repository.Root, "traces", "lenet5-batch8.cst");
        Directory.CreateDirectory(folder.File("traces"));
        foreach (string name in new[] { "traces/lenet5-batch8.cst", "step.cst", "before.cst", "after.cst" })
            File.Copy(sample, folder.File(name));
        byte[] trace = File.ReadAllBytes(sample);
        File.WriteAllBytes(folder.File("step.cst.part"), trace[..(trace.Length / 2)]);
        folder.Write("plan.json", Plan);
        Directory.CreateDirectory(folder.File("models/measured"));
        folder.Write("models/measured/tpu-v3.csv", "workload,tpu_v3_cycles\ngemm_64x64x64,1000\n");
        folder.Write("requests.csv", "cycle,op,addr\n0,R,64\n10,W,0x1000\n");
        File.Copy(ArrayTests.Report, folder.File("mram.out"));
        File.Copy(Path.Combine(Repository.Root, "tests", "Reference", "dram-family", "ddr4", "cfgA.ini"), folder.File("ddr4.ini"));
        foreach ((string name, byte[] report) in Reports.Value)
            File.WriteAllBytes(folder.File(name), report);
    }
}
