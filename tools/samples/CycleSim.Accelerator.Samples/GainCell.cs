using System.Collections.Immutable;
using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays;
using CycleSim.Arrays.Models;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Samples;

/// <summary>
/// A memory of one's own, given in code: gain cells, as factors of another memory. The factors are an example, not a measured cell. A
/// memory that a table or a circuit describes needs no code but a file (<c>cyclesim models show stt-mram --raw</c>).
/// </summary>
/// <param name="sram">The memory that it is compared with.</param>
internal sealed class GainCell(IMemoryModel sram) : IMemoryModel
{
    public MemoryModelKind Kind => sram.Kind;

    public long MinCapacityBytes => sram.MinCapacityBytes;

    public long MaxCapacityBytes => sram.MaxCapacityBytes;

    public ImmutableArray<long> KnotBytes => sram.KnotBytes;

    public double MinAreaMm2(long capacityBytes) => 0.5 * sram.MinAreaMm2(capacityBytes);

    public MemoryMetrics At(long capacityBytes)
    {
        MemoryMetrics of = sram.At(capacityBytes);
        return of with
        {
            AreaMm2 = 0.5 * of.AreaMm2,
            ReadLatencyNs = 1.2 * of.ReadLatencyNs,
            WriteEnergyPj = 0.8 * of.WriteEnergyPj,
            LeakageMw = 0.25 * of.LeakageMw,
        };
    }

    public static void Run(TextWriter output)
    {
        MemoryTechnology sram = MemoryTechnologyLoader.Load("sram");
        var gainCell = new MemoryTechnology
        {
            Name = "gain-cell",
            Description = "Gain cells, as factors of SRAM.",
            Cell = "2T gain cell",
            NodeNm = sram.NodeNm,
            Organisation = sram.Organisation,
            AccessBits = sram.AccessBits,
            Sources = ["factors chosen for an example"],
            Model = new GainCell(sram.Model),
        };
        StepProgram program = TrainingStepLowering.Lower(NetworkLoader.Load("lenet5-28x28-mnist"), batch: 8);
        MachineSpec machine = MachineLoader.Load("paper");
        foreach (MemoryTechnology memory in new[] { sram, gainCell })
        {
            StepResult result = new TrainingStepSimulator(program, machine, memory, capacityBytes: 32 << 20).Run();
            output.WriteLine(
                $"{memory.Name}: {result.AreaMm2:f3} mm2, read in {result.ReadCycles} cycles, {result.Cycles.Total} cycles, "
                + $"{result.Energy.TotalPj * 1e-6m:f1} uJ");
        }
    }
}
