using CycleSim.Dram.Parts;
using CycleSim.Dram.Standards;
using CycleSim.Dram.Statistics;

namespace CycleSim.Dram.Replay;

/// <summary>
/// Totals, latencies and energies of a replayed trace, in the columns of tests/Reference/dram (results), then those that DRAMsim3 does not
/// have. Latency is done minus accept; percentiles are nearest rank over all reads; energies are those of all ranks. E_total_pJ is that of
/// the devices, as DRAMsim3 counts; E_total_with_interface_pJ is what <c>cyclesim simulate</c> counts for the same commands.
/// </summary>
public static class DramReport
{
    /// <summary>The columns and their values, in order; whole numbers as long, others as double, missing ones as null.</summary>
    /// <param name="system">The DRAM that ran.</param>
    /// <param name="requests">What became of the requests.</param>
    public static IReadOnlyList<(string Name, object? Value)> Columns(DramSystem system, ReplayStatistics requests)
    {
        ArgumentNullException.ThrowIfNull(system);
        return Columns(system.Spec, system.Totals, requests);
    }

    /// <summary>As <see cref="Columns(DramSystem, ReplayStatistics)"/>, of counts that were kept.</summary>
    /// <param name="spec">The part, as the policy ran it.</param>
    /// <param name="totals">What all channels did.</param>
    /// <param name="requests">What became of the requests.</param>
    public static IReadOnlyList<(string Name, object? Value)> Columns(DramSpec spec, DramTotals totals, ReplayStatistics requests)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(requests);
        var energy = DramEnergy.Of(spec.Energy, DramCounts.Of(totals));
        return
        [
            .. CountColumns(spec, totals, requests), .. LatencyColumns(totals, requests), .. EnergyColumns(spec, totals, energy),
            .. RateColumns(spec, totals, requests, energy),
        ];
    }

    /// <summary>
    /// A part of one channel of the standard that version 0.1 knew has the columns of that version, in this report and in lists of
    /// commands.
    /// </summary>
    /// <param name="spec">The part.</param>
    public static bool HasFirstColumns(DramSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec.Channels == 1 && spec.Standard.Name == DramStandard.DefaultName;
    }

    private static IEnumerable<(string Name, object? Value)> CountColumns(DramSpec spec, DramTotals totals, ReplayStatistics requests) =>
    [
        ("n_req", requests.Reads + requests.Writes),
        ("n_rd_req", requests.Reads),
        ("n_wr_req", requests.Writes),
        ("sim_cycles", totals.Cycles),
        ("last_accept_cycle", requests.LastAcceptCycle),
        ("last_colcmd_cycle", totals.LastColumnCycle),
        ("ACT", totals.Activates),
        ("PRE", totals.Precharges),
        ("PRE_ondemand", totals.OnDemandPrecharges),
        ("RD", totals.Reads),
        ("WR", totals.Writes),
        ("REF", totals.Refreshes),
        .. HasFirstColumns(spec)
            ? Array.Empty<(string, object?)>()
            : [("REFB", totals.BankRefreshes), ("dual_cmd_cycles", totals.DualCommandCycles)],
        ("rd_row_hits", totals.ReadRowHits),
        ("wr_row_hits", totals.WriteRowHits),
        ("row_conflicts", totals.OnDemandPrecharges),
        ("row_misses_closed", totals.Activates - totals.OnDemandPrecharges),
        ("reads_forwarded", totals.ReadsForwarded),
        ("reads_merged", totals.ReadsMerged),
        ("writes_merged", totals.WritesMerged),
        ("writes_left_in_buffer", totals.WritesLeftInBuffer),
    ];

    private static IEnumerable<(string Name, object? Value)> LatencyColumns(DramTotals totals, ReplayStatistics requests)
    {
        LatencyCounts latencies = requests.ReadLatencies;
        bool any = latencies.Count > 0;
        return
        [
            ("rd_lat_avg", any ? (double)latencies.SumCycles / latencies.Count : null),
            ("rd_lat_min", any ? latencies.MinCycles : null),
            ("rd_lat_p50", latencies.Percentile(50)),
            ("rd_lat_p90", latencies.Percentile(90)),
            ("rd_lat_p99", latencies.Percentile(99)),
            ("rd_lat_max", any ? latencies.MaxCycles : null),
            ("rd_lat_from_arrival_avg", requests.MeanFromArrivalCycles),
            ("wr_lat_avg", totals.Writes == 0 ? null : (double)totals.WriteLatencyCycles / totals.Writes),
        ];
    }

    private static IEnumerable<(string Name, object? Value)> EnergyColumns(DramSpec spec, DramTotals totals, DramEnergy energy) =>
    [
        ("active_cycles", totals.ActiveCycles),
        ("all_idle_cycles", totals.PrechargedCycles),
        .. spec.PowerDown == PowerDownSpec.Off
            ? Array.Empty<(string, object?)>()
            :
            [
                ("active_power_down_cycles", totals.ActivePowerDownCycles),
                ("precharged_power_down_cycles", totals.PrechargedPowerDownCycles),
                ("self_refresh_cycles", totals.SelfRefreshCycles),
            ],
        ("E_act_pJ", (double)energy.ActivatePj),
        ("E_rd_pJ", (double)energy.ReadPj),
        ("E_wr_pJ", (double)energy.WritePj),
        ("E_ref_pJ", (double)energy.RefreshPj),
        .. HasFirstColumns(spec) ? Array.Empty<(string, object?)>() : [("E_refb_pJ", (double)energy.BankRefreshPj)],
        ("E_actstb_pJ", (double)energy.ActiveStandbyPj),
        ("E_prestb_pJ", (double)energy.PrechargedStandbyPj),
        .. spec.PowerDown == PowerDownSpec.Off
            ? Array.Empty<(string, object?)>()
            : [("E_power_down_pJ", (double)energy.PowerDownPj)],
        ("E_total_pJ", (double)energy.DevicesPj),
    ];

    private static IEnumerable<(string Name, object? Value)> RateColumns(
        DramSpec spec, DramTotals totals, ReplayStatistics requests, DramEnergy energy)
    {
        double ns = totals.Cycles * (spec.ClockPeriodPs * 1e-3);
        bool any = totals.Cycles > 0;
        return
        [
            ("avg_power_mW", any ? (double)energy.DevicesPj / ns : null),
            ("bandwidth_GBps", any ? (double)(requests.Reads + requests.Writes) * spec.BurstBytes / ns : null),
            ("E_interface_pJ", (double)energy.InterfacePj),
            ("E_total_with_interface_pJ", (double)energy.TotalPj),
            ("avg_power_with_interface_mW", any ? (double)energy.TotalPj / ns : null),
            ("conflict_accesses", totals.ConflictAccesses),
        ];
    }
}
