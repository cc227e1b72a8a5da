using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Recording;
using CycleSim.Accelerator.Steps;
using CycleSim.Accelerator.Tests.Oracle;
using CycleSim.Accelerator.Tests.Tiles;
using CycleSim.Traces;
using CycleSim.Traces.Format;

namespace CycleSim.Accelerator.Tests.Recording;

/// <summary>A random step, run while it is recorded.</summary>
internal static class RecordedStep
{
    /// <summary>Runs a case and hands its trace to a check; false where the scratchpads are too small for it.</summary>
    internal static bool Check(OracleCase c, MachineSpec machine, TraceSelection selection, Action<StepResult, TraceFile> check)
    {
        string path = Path.GetTempFileName();
        try
        {
            using (FileStream stream = File.Create(path))
            {
                TraceRecorder? recorder = null;
                StepResult? result = TiledStepTests.TryRun(
                    c, machine, fastForward: true,
                    simulator => recorder = new TraceRecorder(simulator, stream, new Header { Network = "random" }, selection));
                using (recorder)
                    recorder?.Complete();
                if (result is null)
                    return false;
                stream.Dispose();
                using TraceFile file = TraceFile.Open(path);
                check(result, file);
            }

            return true;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
