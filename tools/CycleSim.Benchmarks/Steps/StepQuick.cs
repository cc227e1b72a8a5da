using System.Diagnostics;
using System.Globalization;
using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.FastForward;
using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Configuration.Models;
using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Benchmarks.Steps;

/// <summary>
/// What full training steps of batch 512 cost the host. Each is a process of its own, so that start-up and compilation are in the time and
/// the peak of memory is its own; with fast-forward and, if asked for, without.
/// </summary>
internal static class StepQuick
{
    private const int Batch = 512;

    private static readonly string[] Capacities = ["512KiB", "4MiB", "48MiB", "384MiB"];

    /// <summary>Runs networks, or all that are shipped, at all capacities.</summary>
    public static void Run(TextWriter output, string[] arguments)
    {
        bool plainToo = arguments.Contains("--plain");
        string[] networks = [.. arguments.Where(argument => argument != "--plain")];
        if (networks.Length == 0)
            networks = [.. ModelStore.Names(ModelKind.Networks)];
        foreach (string network in networks)
            NetworkLoader.Load(network); // a wrong name is said before hours of runs, not after
        output.WriteLine($"A training step, batch {Batch}, machine paper, memory stt-mram; processor seconds of the whole process.");
        output.WriteLine(Row(
            "network", "capacity", "mode", "cycles", "cpu s", "cycles/s", "accesses", "simulated", "DRAM bursts", "DRAM cycles visited",
            "peak MB"));
        foreach (string network in networks)
        {
            foreach (string capacity in Capacities)
            {
                output.Write(Child("fast", network, capacity));
                if (plainToo)
                    output.Write(Child("plain", network, capacity));
            }
        }
    }

    /// <summary>One step in this process.</summary>
    public static void RunOne(TextWriter output, string mode, string network, string capacity)
    {
        if (mode is not ("fast" or "plain"))
            throw new InputException($"mode \"{mode}\"; allowed: fast, plain");
        var simulator = new TrainingStepSimulator(
            TrainingStepLowering.Lower(NetworkLoader.Load(network), Batch), MachineLoader.Load("paper"),
            MemoryTechnologyLoader.Load("stt-mram"), ByteSize.Parse(capacity))
        {
            FastForward = mode == "fast",
        };
        StepResult result = simulator.Run();
        SimulationEffort effort = simulator.Effort;
        ScratchpadTotals pads = result.Scratchpads;
        long accesses = new[] { pads.Activation, pads.Weight, pads.Error }.Sum(pad => pad.ReadAccesses + pad.WriteAccesses);
        using var process = Process.GetCurrentProcess();
        double seconds = process.TotalProcessorTime.TotalSeconds;
        output.WriteLine(Row(
            network, capacity, mode, Count(result.Cycles.Total), Invariant($"{seconds:0.00}"),
            Invariant($"{result.Cycles.Total / seconds:0.0e0}"),
            Count(accesses), Count(effort.AccessesSimulated), Count(result.Dram.Bursts), Count(effort.DramCyclesVisited),
            Invariant($"{process.PeakWorkingSet64 / 1e6:0}")));
    }

    private static string Child(string mode, string network, string capacity)
    {
        string program = Environment.ProcessPath ?? throw new InvalidOperationException("the program does not know its own path");
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            start.ArgumentList.Add(typeof(StepQuick).Assembly.Location);
        foreach (string argument in new[] { "step-one", mode, network, capacity })
            start.ArgumentList.Add(argument);
        using Process child = Process.Start(start)!;
        string line = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0 ? line : throw new InvalidOperationException($"{mode} {network} {capacity} ended with {child.ExitCode}");
    }

    private static string Row(
        string network, string capacity, string mode, string cycles, string seconds, string speed, string accesses, string simulated,
        string bursts,
        string visited, string peak) =>
        $"{network,-26}{capacity,9}{mode,7}{cycles,16}{seconds,8}{speed,10}{accesses,15}{simulated,15}{bursts,15}{visited,21}{peak,9}";

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
