using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Energy;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Mapping.Objectives;
using CycleSim.Arrays;
using CycleSim.Arrays.Models;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Statistics;

namespace CycleSim.Accelerator.Tests.Scheduling;

/// <summary>Estimates take the energies that the meter takes.</summary>
public class AccessCostsTests
{
    /// <summary>Under policy dramsim3 a burst of GDDR6 counts as another length than JEDEC's, and costs in proportion.</summary>
    [Theory]
    [InlineData("default")]
    [InlineData("dramsim3")]
    public void A_line_of_DRAM_costs_what_it_is_measured_at(string policy)
    {
        MachineSpec machine = TestMachines.Paper with { Dram = DramLoader.Load("gddr6-12000-8gb-x16"), DramPolicy = policy };
        MemoryMetrics metrics = MemoryTechnologyLoader.Load("sram").At(1 << 20);
        DramCounts counts = new() { ReadBursts = 1, WriteBursts = 1 };
        EnergyBreakdown energy = new EnergyMeter(machine, metrics, 0).Measure(0, 0, default(ScratchpadTotals), counts);
        double perLine = (double)(energy.DramReadPj + energy.DramWritePj + energy.DramInterfacePj) / 2
            * machine.Scratchpad.LineBytes / machine.Dram.BurstBytes;
        Assert.Equal(perLine, new AccessCosts(machine, metrics).DramPj(1), 1e-9 * perLine);
    }
}
