using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Recording;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Traces;
using CycleSim.Traces.Format;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Tests;

/// <summary>A LeNet5 step on the paper's machine with two channels: transfers, phases and commands alone.</summary>
internal static class TwoChannelTrace
{
    private static readonly Lazy<byte[]> Recorded = new(Record);

    /// <summary>The file.</summary>
    internal static byte[] Bytes => Recorded.Value;

    private static byte[] Record()
    {
        MachineSpec paper = MachineLoader.Load("paper");
        MachineSpec machine = paper with
        {
            Dram = paper.Dram with { Channels = 2, Rows = paper.Dram.Rows / 2, Mapping = "ro ra ba ch co" },
        };
        var simulator = new TrainingStepSimulator(
            TrainingStepLowering.Lower(NetworkLoader.Load("lenet5-28x28-mnist"), 8), machine,
            MemoryTechnologyLoader.Load("sram"), 64 << 10);
        using var stream = new MemoryStream();
        TraceSelection selection = TraceSelection.All with
        {
            Components = new HashSet<TraceComponent> { TraceComponent.Dram, TraceComponent.Phases, TraceComponent.Transfers },
        };
        using (var recorder = new TraceRecorder(simulator, stream, new Header { Network = "lenet5" }, selection))
        {
            simulator.Run();
            recorder.Complete();
        }

        return stream.ToArray();
    }
}
