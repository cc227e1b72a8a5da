using CycleSim.Dram.Parts;
using CycleSim.Dram.Replay;
using CycleSim.Dram.Statistics;

namespace CycleSim.Dram.Tests;

/// <summary>The columns of a report: which there are, and what they say.</summary>
public class DramReportTests
{
    private static readonly DramTotals Totals = new()
    {
        Cycles = 1000,
        Activates = 5,
        Reads = 7,
        Writes = 3,
        Refreshes = 2,
        ActiveCycles = 600,
        PrechargedCycles = 400,
    };

    private static readonly DramSpec First = DramLoader.Load("ddr3-1600-4gb-x8-1rank");

    [Fact]
    public void A_part_of_the_first_version_has_its_columns()
    {
        Dictionary<string, object?> report = Report(First, Totals);
        Assert.True(DramReport.HasFirstColumns(First));
        Assert.DoesNotContain(report.Keys, name => name is "REFB" or "dual_cmd_cycles" or "E_refb_pJ" || name.Contains("power_down"));
        Assert.Equal((7L, 3L, 5L, 2L, 600L, 400L), (report["RD"], report["WR"], report["ACT"], report["REF"], report["active_cycles"],
            report["all_idle_cycles"]));
    }

    [Fact]
    public void Several_channels_and_other_standards_have_refreshes_of_banks_too()
    {
        DramTotals totals = Totals with { BankRefreshes = 4, DualCommandCycles = 6 };
        DramSpec channels = First with { Channels = 2, Mapping = "ro ra ba ch co", Energy = First.Energy with { BankRefreshPj = 11 } };
        Assert.False(DramReport.HasFirstColumns(channels));
        Assert.False(DramReport.HasFirstColumns(DramLoader.Load("ddr4-2400-8gb-x8")));
        Dictionary<string, object?> report = Report(channels, totals);
        Assert.Equal((4L, 6L, 44.0), (report["REFB"], report["dual_cmd_cycles"], report["E_refb_pJ"]));
    }

    [Fact]
    public void Ranks_that_power_down_have_the_times_of_it_and_its_energy()
    {
        DramTotals totals = Totals with { ActivePowerDownCycles = 40, PrechargedPowerDownCycles = 50, SelfRefreshCycles = 10 };
        DramSpec part = First with
        {
            PowerDown = new PowerDownSpec(100, 1000),
            Energy = First.Energy with { ActivePowerDownCyclePj = 3, PrechargedPowerDownCyclePj = 2, SelfRefreshCyclePj = 1 },
        };
        Dictionary<string, object?> report = Report(part, totals);
        Assert.Equal(
            (40L, 50L, 10L), (report["active_power_down_cycles"], report["precharged_power_down_cycles"], report["self_refresh_cycles"]));
        Assert.Equal(40 * 3 + 50 * 2 + 10 * 1.0, report["E_power_down_pJ"]);
    }

    /// <summary>1,000 cycles of 1.25 ns.</summary>
    [Fact]
    public void Power_and_bandwidth_are_over_all_cycles()
    {
        Dictionary<string, object?> report = Report(First, Totals);
        double total = (double)report["E_total_with_interface_pJ"]!;
        Assert.Equal((double)report["E_total_pJ"]! + (double)report["E_interface_pJ"]!, total, 1e-6);
        Assert.True((double)report["E_interface_pJ"]! > 0);
        Assert.Equal(total / 1250, (double)report["avg_power_with_interface_mW"]!, 1e-9);
        Assert.Equal((double)report["E_total_pJ"]! / 1250, (double)report["avg_power_mW"]!, 1e-9);
        Dictionary<string, object?> nothing = Report(First, default);
        Assert.Null(nothing["avg_power_mW"]);
        Assert.Null(nothing["avg_power_with_interface_mW"]);
        Assert.Null(nothing["bandwidth_GBps"]);
    }

    private static Dictionary<string, object?> Report(DramSpec part, DramTotals totals) =>
        DramReport.Columns(part, totals, new ReplayStatistics()).ToDictionary(column => column.Name, column => column.Value);
}
