using CycleSim.Dram.Parts;
using CycleSim.Dram.Requests;
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
    public static IReadOnlyList<(string Name, object? Value)> Columns(
        DramSpec spec, IReadOnlyList<DramRequest> requests, IReadOnlyList<DramCompletion> completions, DramTotals totals)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentNullException.ThrowIfNull(completions);
        int[] reads = [.. Enumerable.Range(0, requests.Count).Where(i => !requests[i].IsWrite)];
        long[] latencies = [.. reads.Select(i => completions[i].DoneCycle - completions[i].AcceptCycle).Order()];
        double? fromArrival = reads.Length == 0 ? null : reads.Average(i => completions[i].DoneCycle - (requests[i].Cycle + 1.0));
        double? writeLatency = totals.Writes == 0 ? null : (double)totals.WriteLatencyCycles / totals.Writes;
        var energy = DramEnergyUse.Of(spec.Energy, DramCounts.Of(totals));
        double ns = totals.Cycles * (spec.ClockPeriodPs * 1e-3);
        return
        [
            ("n_req", (long)requests.Count),
            ("n_rd_req", (long)reads.Length),
            ("n_wr_req", (long)(requests.Count - reads.Length)),
            ("sim_cycles", totals.Cycles),
            ("last_accept_cycle", requests.Count == 0 ? 0L : completions[^1].AcceptCycle),
            ("last_colcmd_cycle", totals.LastColumnCycle),
            ("ACT", totals.Activates),
            ("PRE", totals.Precharges),
            ("PRE_ondemand", totals.OnDemandPrecharges),
            ("RD", totals.Reads),
            ("WR", totals.Writes),
            ("REF", totals.Refreshes),
            ("rd_row_hits", totals.ReadRowHits),
            ("wr_row_hits", totals.WriteRowHits),
            ("row_conflicts", totals.OnDemandPrecharges),
            ("row_misses_closed", totals.Activates - totals.OnDemandPrecharges),
            ("reads_forwarded", totals.ReadsForwarded),
            ("reads_merged", totals.ReadsMerged),
            ("writes_merged", totals.WritesMerged),
            ("writes_left_in_buffer", totals.WritesLeftInBuffer),
            ("rd_lat_avg", latencies.Length == 0 ? null : latencies.Average()),
            ("rd_lat_min", latencies.Length == 0 ? null : latencies[0]),
            ("rd_lat_p50", Percentile(latencies, 50)),
            ("rd_lat_p90", Percentile(latencies, 90)),
            ("rd_lat_p99", Percentile(latencies, 99)),
            ("rd_lat_max", latencies.Length == 0 ? null : latencies[^1]),
            ("rd_lat_from_arrival_avg", fromArrival),
            ("wr_lat_avg", writeLatency),
            ("active_cycles", totals.ActiveCycles),
            ("all_idle_cycles", totals.PrechargedCycles),
            ("E_act_pJ", (double)energy.ActivatePj),
            ("E_rd_pJ", (double)energy.ReadPj),
            ("E_wr_pJ", (double)energy.WritePj),
            ("E_ref_pJ", (double)energy.RefreshPj),
            ("E_actstb_pJ", (double)energy.ActiveStandbyPj),
            ("E_prestb_pJ", (double)energy.PrechargedStandbyPj),
            ("E_total_pJ", (double)energy.DevicesPj),
            ("avg_power_mW", totals.Cycles == 0 ? null : (double)energy.DevicesPj / ns),
            ("bandwidth_GBps", totals.Cycles == 0 ? null : (double)requests.Count * spec.BurstBytes / ns),
            ("E_interface_pJ", (double)energy.InterfacePj),
            ("E_total_with_interface_pJ", (double)energy.TotalPj),
            ("avg_power_with_interface_mW", totals.Cycles == 0 ? null : (double)energy.TotalPj / ns),
        ];
    }

    private static long? Percentile(long[] sorted, int percent) =>
        sorted.Length == 0 ? null : sorted[(int)(((long)percent * sorted.Length + 99) / 100) - 1];
}
