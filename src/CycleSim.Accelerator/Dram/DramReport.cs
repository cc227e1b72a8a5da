namespace CycleSim.Accelerator.Dram;

/// <summary>
/// Totals, latencies and energies of a replayed trace, in the columns of tests/Reference/dram (results). Latency is done minus accept;
/// percentiles are nearest rank over all reads; energies are those of all ranks.
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
        DramEnergy unit = spec.Energy;
        double activate = totals.Activates * unit.ActivatePj;
        double read = totals.Reads * unit.ReadPj;
        double write = totals.Writes * unit.WritePj;
        double refresh = totals.Refreshes * unit.RefreshPj;
        double active = totals.ActiveCycles * unit.ActiveCyclePj;
        double precharged = totals.PrechargedCycles * unit.PrechargedCyclePj;
        double total = activate + read + write + refresh + active + precharged;
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
            ("E_act_pJ", activate),
            ("E_rd_pJ", read),
            ("E_wr_pJ", write),
            ("E_ref_pJ", refresh),
            ("E_actstb_pJ", active),
            ("E_prestb_pJ", precharged),
            ("E_total_pJ", total),
            ("avg_power_mW", totals.Cycles == 0 ? null : total / ns),
            ("bandwidth_GBps", totals.Cycles == 0 ? null : (double)requests.Count * spec.BurstBytes / ns),
        ];
    }

    private static long? Percentile(long[] sorted, int percent) =>
        sorted.Length == 0 ? null : sorted[(int)(((long)percent * sorted.Length + 99) / 100) - 1];
}
