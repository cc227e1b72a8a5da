using CycleSim.Accelerator.Recording;
using CycleSim.Accelerator.Replay;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Reference;
using CycleSim.Traces;
using CycleSim.Traces.Format;

namespace CycleSim.Accelerator.Tests.Recording;

/// <summary>
/// A trace that version 0.1 recorded (LeNet5, batch 8, 64 KiB of STT-MRAM, the paper's machine): it reads and replays, and the same run is
/// recorded byte for byte.
/// </summary>
public class FirstVersionTests
{
    private static readonly string Stored = Path.Combine(Repository.Root, "tests", "Reference", "traces", "lenet5-64kib-0.1.cst");

    [Fact]
    public void It_replays_as_the_run()
    {
        using TraceFile file = TraceFile.Open(Stored);
        ReplayResult replayed = ClosedLoopReplay.Run(file, ReplayTarget.Recorded(file));
        StepResult run = Simulator().Run();
        Assert.Equal(210_632, replayed.Cycles.Total);
        Assert.Equal(run.Cycles, replayed.Cycles);
        Assert.Equal(run.Energy, replayed.Energy);
        Assert.Equal(run.Dram, replayed.Dram);
        Assert.True(replayed.Dram.Refreshes > 0);
        Assert.True(OpenLoopReplay.Run(file, ReplayTarget.Recorded(file)).Dram is { LateCycles: 0, Transfers: > 0 });
    }

    [Fact]
    public void The_same_run_is_recorded_byte_for_byte()
    {
        using TraceFile file = TraceFile.Open(Stored);
        TrainingStepSimulator simulator = Simulator();
        Header old = file.Header;
        var header = new Header
        {
            ToolVersion = old.ToolVersion,
            Network = old.Network,
            Batch = old.Batch,
            Machine = old.Machine,
            Memory = old.Memory,
            CapacityBytes = old.CapacityBytes,
            Seed = old.Seed,
        };
        using var stream = new MemoryStream();
        using (var recorder = new TraceRecorder(simulator, stream, header, TraceSelection.All))
        {
            simulator.Run();
            recorder.Complete();
        }

        Assert.Equal(File.ReadAllBytes(Stored), stream.ToArray());
    }

    private static TrainingStepSimulator Simulator() => new(
        TestMachines.Lower("lenet5-28x28-mnist", 8), TestMachines.Paper, MemoryTechnologyLoader.Load("stt-mram"), 64 << 10);
}
