using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Recording;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Traces;
using CycleSim.Traces.Format;

namespace CycleSim.Accelerator.Tests.Recording;

/// <summary>A step of LeNet5, batch 2, recorded.</summary>
internal static class TestRecording
{
    /// <summary>Records and hands the trace to a check.</summary>
    internal static void Of(MachineSpec machine, TraceSelection selection, Action<TraceFile> check)
    {
        string path = Path.GetTempFileName();
        try
        {
            using (FileStream stream = File.Create(path))
            {
                var simulator = new TrainingStepSimulator(
                    TestMachines.Lower("lenet5-28x28-mnist", 2), machine, MemoryTechnologyLoader.Load("sram"), 64 * 1024);
                using var recorder = new TraceRecorder(simulator, stream, new Header { Network = "lenet5" }, selection);
                simulator.Run();
                recorder.Complete();
            }

            using TraceFile file = TraceFile.Open(path);
            check(file);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
