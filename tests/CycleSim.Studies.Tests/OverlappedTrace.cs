using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Recording;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Traces;
using CycleSim.Traces.Format;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Tests;

/// <summary>A LeNet5 step in overlapping tiles: phases, transfers and waits alone, so that each has one of the first frames.</summary>
internal static class OverlappedTrace
{
    private static readonly Lazy<byte[]> Recorded = new(Record);

    /// <summary>The file.</summary>
    internal static byte[] Bytes => Recorded.Value;

    private static byte[] Record()
    {
        var simulator = new TrainingStepSimulator(
            TrainingStepLowering.Lower(NetworkLoader.Load("lenet5-28x28-mnist"), 2), MachineLoader.Load("sensible"),
            MemoryTechnologyLoader.Load("sram"), 128 << 10);
        using var stream = new MemoryStream();
        TraceSelection selection = TraceSelection.All with
        {
            Components = new HashSet<TraceComponent> { TraceComponent.Phases, TraceComponent.Transfers, TraceComponent.Waits },
        };
        using (var recorder = new TraceRecorder(simulator, stream, new Header { Network = "lenet5" }, selection))
        {
            simulator.Run();
            recorder.Complete();
        }

        return stream.ToArray();
    }
}
