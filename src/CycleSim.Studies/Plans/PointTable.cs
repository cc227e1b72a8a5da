using CycleSim.Configuration.Text;

namespace CycleSim.Studies.Plans;

/// <summary>Points and their results as a table. A point without a result has a row too, which says why.</summary>
public static class PointTable
{
    private static readonly ResultColumn<PointOutcome>[] Columns =
    [
        new("id", outcome => outcome.Point.Id),
        new("network", outcome => outcome.Point.Network.Name),
        new("machine", outcome => outcome.Point.Machine.Label),
        new("memory", outcome => outcome.Point.Memory.Label),
        new("status", outcome => outcome.Failure ?? "done"),
        new("batch", outcome => (double?)outcome.Point.Batch),
        new("capacity_bytes", outcome => (double?)outcome.Point.CapacityBytes),
        new("iso_area_mm2", outcome => outcome.Point.AreaMm2),
        new("area_mm2", outcome => outcome.Point.Metrics.AreaMm2 * outcome.Point.MemoryArrayCount),
        new("leakage_mw", outcome => outcome.Point.Metrics.LeakageMw * outcome.Point.MemoryArrayCount),
        new("read_latency_ns", outcome => (double?)outcome.Point.Metrics.ReadLatencyNs),
        new("write_latency_ns", outcome => (double?)outcome.Point.Metrics.WriteLatencyNs),
        new("read_energy_pj_per_bit", outcome => (double?)outcome.Point.Metrics.ReadEnergyPjPerBit),
        new("write_energy_pj_per_bit", outcome => (double?)outcome.Point.Metrics.WriteEnergyPjPerBit),
        Result("time_s", result => result.TimeS),
        Result("cycles", result => result.Cycles.Total),
        Result("dram_cycles", result => result.Cycles.Dram),
        Result("bank_conflict_cycles", result => result.Cycles.BankConflict),
        Result("access_latency_cycles", result => result.Cycles.AccessLatency),
        Result("utilisation", result => result.Utilisation),
        Result("dram_read_bytes", result => result.DramReadBytes),
        Result("dram_write_bytes", result => result.DramWriteBytes),
        Result("activation_read_bytes", result => result.Activation.Read),
        Result("activation_write_bytes", result => result.Activation.Written),
        Result("weight_read_bytes", result => result.Weight.Read),
        Result("weight_write_bytes", result => result.Weight.Written),
        Result("error_read_bytes", result => result.Error.Read),
        Result("error_write_bytes", result => result.Error.Written),
        Result("energy_j", result => result.EnergyJ),
        Result("dram_energy_j", result => result.DramJ),
        Result("leakage_energy_j", result => result.LeakageJ),
        Result("scratchpad_read_energy_j", result => result.AccessJ - result.WriteJ),
        Result("scratchpad_write_energy_j", result => result.WriteJ),
        Result("compute_energy_j", result => result.ComputeJ),
        new("memory_source", outcome => EnumName.Of(outcome.Point.Memory.Technology.Model.Kind)),
    ];

    /// <summary>A column of machines that have the buffer.</summary>
    private static readonly ResultColumn<PointOutcome> Accumulators = Result("accumulator_energy_j", result => result.AccumulatorJ);

    /// <summary>The table of some points.</summary>
    public static ResultTable<PointOutcome> Of(IReadOnlyList<PointOutcome> outcomes) => new(
        outcomes.Any(outcome => outcome.Result is { AccumulatorJ: > 0 }) ? [.. Columns, Accumulators] : Columns, outcomes);

    private static ResultColumn<PointOutcome> Result(string name, Func<PointResult, double> value) =>
        new(name, outcome => outcome.Result is { } result ? value(result) : null);
}
