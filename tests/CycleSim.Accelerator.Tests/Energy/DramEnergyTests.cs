using CycleSim.Accelerator.Energy;
using CycleSim.Arrays.Models;
using CycleSim.Dram;
using CycleSim.Dram.Control;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Replay;
using CycleSim.Dram.Requests;
using CycleSim.Dram.Statistics;

namespace CycleSim.Accelerator.Tests.Energy;

/// <summary>One energy of the DRAM, whoever reports it.</summary>
public sealed class DramEnergyTests
{
    /// <summary>For the same commands <c>cyclesim dram</c> and <c>cyclesim simulate</c> report the same energy.</summary>
    [Fact]
    public void A_replay_reports_the_energy_that_a_simulation_counts()
    {
        DramSpec part = DramLoader.Load("ddr3-1600-4gb-x8-1rank");
        DramRequest[] requests = [.. Enumerable.Range(0, 500).Select(i => new DramRequest(i * 40L, i * 7919L % 4096 * 64, i % 3 == 0))];
        var controller = new DramController(part, DramPolicy.Default);
        DramCompletion[] completions = controller.Replay(requests);
        DramTotals totals = controller.Totals;
        var meter = new EnergyMeter(TestMachines.Paper with { Dram = part }, MemoryTechnologyLoader.Load("sram").At(1 << 20), 0);
        EnergyBreakdown simulated = meter.Measure(0, 0, default, DramCounts.Of(totals));
        Dictionary<string, object?> report = DramReport.Columns(part, totals, ReplayStatistics.Of(requests, completions))
            .ToDictionary(c => c.Name, c => c.Value);
        Assert.Equal((double)simulated.DramPj, report["E_total_with_interface_pJ"]);
        Assert.Equal((double)(simulated.DramPj - simulated.DramInterfacePj), report["E_total_pJ"]);
        Assert.Equal((double)simulated.DramInterfacePj, report["E_interface_pJ"]);
        Assert.Equal((totals.Reads + totals.Writes) * 20_030.0, report["E_interface_pJ"]);
    }
}
