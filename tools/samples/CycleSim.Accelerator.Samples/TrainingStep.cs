using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Samples;

/// <summary>Simulates one training step from C# and says where its time and energy went.</summary>
internal static class TrainingStep
{
    public static void Run(TextWriter output)
    {
        StepProgram program = TrainingStepLowering.Lower(NetworkLoader.Load("lenet5-28x28-mnist"), batch: 8);
        var simulator = new TrainingStepSimulator(
            program, MachineLoader.Load("paper"), MemoryTechnologyLoader.Load("stt-mram"), capacityBytes: 256 << 10);
        StepResult result = simulator.Run();

        output.WriteLine($"{program.Network.Name}: {result.Macs} multiply-accumulates in {result.Cycles.Total} cycles");
        output.WriteLine(
            $"cycles: array {result.Cycles.Compute + result.Cycles.FillDrain}, vector unit {result.Cycles.Vector}, "
            + $"DRAM {result.Cycles.Dram}, stalls {result.Cycles.BankConflict + result.Cycles.AccessLatency}");
        output.WriteLine(
            $"energy: {result.Energy.TotalPj * 1e-6m:f1} uJ, of which DRAM {result.Energy.DramPj * 1e-6m:f1} uJ, "
            + $"leakage {result.Energy.LeakagePj * 1e-6m:f1} uJ");
        foreach (OperationResult slow in result.Operations.OrderByDescending(operation => operation.Cycles.Total).Take(3))
            output.WriteLine($"  {slow.Layer} {slow.Pass} {slow.Part}: {slow.Cycles.Total} cycles");
    }
}
