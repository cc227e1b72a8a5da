using CycleSim.Kernel;
using Xunit.Abstractions;

namespace CycleSim.Cli.Tests;

/// <summary>
/// Random studies one after the other in one process print what they print in a process of their own. With CYCLESIM_SLOW=1 there are 24,
/// and memory and open files are watched: run it alone, since other tests of the process need memory too.
/// </summary>
public sealed class LongRunTests(ITestOutputHelper output)
{
    private const int StudiesInSlowRun = 24;
    private const int StudiesOtherwise = 4;
    private const double MiB = 1 << 20;

    private static readonly bool IsSlow = Environment.GetEnvironmentVariable("CYCLESIM_SLOW") == "1";

    private static readonly string[] Networks = ["lenet5-28x28-mnist", "lenet5-32x32-100", "vit-tiny-mnist", "gpt-tiny-characters"];
    private static readonly string[] Memories = ["sram", "stt-mram", "stt-mram-p55"];
    private static readonly string[] Machines = ["paper", "sensible"];

    [Fact]
    public void Studies_in_a_row_print_what_fresh_processes_print()
    {
        var random = new RandomStream(28, "test.studies");
        List<(long Bytes, int Files)> after = [];
        using TemporaryFolder folder = new();
        for (int study = 0; study < (IsSlow ? StudiesInSlowRun : StudiesOtherwise); study++)
        {
            string command = Command(random, study);
            CliRun fresh = CliProcess.Run($"exec $cs {command}", folder.File(""));
            CliRun run = CliRun.Of(command.Split(' '));
            Assert.Equal((command, 0), (command, fresh.ExitCode));
            Assert.Equal(fresh.Output, run.Output);
            if (!IsSlow)
                continue;
            after.Add((GC.GetTotalMemory(forceFullCollection: true), Directory.GetFiles("/proc/self/fd").Length));
            output.WriteLine($"{after[^1].Bytes / MiB:0.0} MiB, {after[^1].Files} files after {command}");
        }

        if (!IsSlow)
            return;
        // What is kept (models, tables, shared memo entries) is there after the first third; from then on nothing may grow with the number.
        int third = StudiesInSlowRun / 3;
        Assert.InRange(after.Skip(2 * third).Max(at => at.Bytes), 0, after.Skip(third).Take(third).Max(at => at.Bytes) + 16 * MiB);
        Assert.InRange(after.Skip(2 * third).Max(at => at.Files), 0, after.Skip(third).Take(third).Max(at => at.Files));
    }

    private static string Command(RandomStream random, int study)
    {
        return (study % 6) switch
        {
            0 or 3 => $"simulate --network {Pick(Networks)} --batch {From(1, 6)} --machine {Pick(Machines)} --memory {Pick(Memories)} "
                + $"--capacity {From(256, 4096)}KiB --json",
            1 => $"array --memory {Pick(Memories)} --capacity {64 << From(0, 8)}KiB --json",
            2 => $"gemm --machine {Pick(Machines)} --m {From(1, 600)} --n {From(1, 600)} --k {From(1, 600)} "
                + $"--memory {Pick(Memories)} --capacity {From(1, 6)}MiB --json",
            4 => $"device write-point --current-ua {From(80, 200)} --pulse-ns {From(2, 12)} --json",
            _ => $"compare --network {Networks[0]} --batch {From(1, 16)} --from 128KiB --to 512KiB --jobs 2 --json",
        };

        int From(int first, int end) => first + (int)(random.NextUInt32() % (uint)(end - first));

        string Pick(string[] names) => names[From(0, names.Length)];
    }
}
