using CycleSim.Studies.Plans;

namespace CycleSim.Studies.Comparisons;

/// <summary>A comparison as a table: a row for each size and memory, also where there is no result.</summary>
public static class ComparisonTable
{
    /// <summary>A row.</summary>
    /// <param name="Comparison">The comparison.</param>
    /// <param name="Size">Index of the size.</param>
    /// <param name="Memory">Index of the memory.</param>
    public sealed record Row(Comparison Comparison, int Size, int Memory)
    {
        internal ComparisonCell Cell => Comparison.Cells[Size][Memory];

        internal double? Improvement => Comparison.Improvement(Size, Memory);
    }

    private static readonly ResultColumn<Row>[] Columns =
    [
        new("network", row => row.Comparison.Network),
        new("memory", row => row.Cell.Memory),
        new("status", row => row.Cell.Failure ?? "done"),
        new("point", row => row.Cell.Point?.Id ?? ""),
        new("iso_capacity_bytes", row => row.Comparison.Iso == IsoKind.Capacity ? row.Cell.Size : null),
        new("iso_area_mm2", row => row.Comparison.Iso == IsoKind.Area ? row.Cell.Size : null),
        new("capacity_bytes", row => row.Cell.Point?.CapacityBytes),
        new("improvement", row => row.Improvement),
        Result("energy_j", result => result.EnergyJ),
        Result("dram_energy_j", result => result.DramJ),
        Result("leakage_energy_j", result => result.LeakageJ),
        Result("scratchpad_access_energy_j", result => result.AccessJ),
        Result("scratchpad_write_energy_j", result => result.WriteJ),
        Result("compute_energy_j", result => result.ComputeJ),
        Result("dram_share", result => result.DramJ / result.EnergyJ),
        Result("leakage_share", result => result.LeakageJ / result.EnergyJ),
        Result("scratchpad_access_share", result => result.AccessJ / result.EnergyJ),
        Result("compute_share", result => result.ComputeJ / result.EnergyJ),
        Result("dram_bytes", result => result.DramBytes),
        Result("time_s", result => result.TimeS),
        Ratio("dram_energy_ratio", result => result.DramJ),
        Ratio("leakage_energy_ratio", result => result.LeakageJ),
        Ratio("scratchpad_access_energy_ratio", result => result.AccessJ),
    ];

    private static readonly ResultColumn<Row> MachineColumn = new("machine", row => row.Comparison.Machine);

    private static readonly ResultColumn<Row> AccumulatorColumn = Result("accumulator_energy_j", result => result.AccumulatorJ);

    private static readonly ResultColumn<Row> BatchColumn = new("batch", row => row.Comparison.Batch);

    /// <summary>The table of comparisons, one below the other; of several machines, each row says its own.</summary>
    /// <param name="comparisons">The comparisons.</param>
    public static ResultTable<Row> Of(IReadOnlyCollection<Comparison> comparisons)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        Row[] rows =
        [
            .. from comparison in comparisons
               from size in Enumerable.Range(0, comparison.Sizes.Length)
               from memory in Enumerable.Range(0, comparison.Memories.Length)
               select new Row(comparison, size, memory),
        ];
        bool hasMachines = comparisons.Select(comparison => comparison.Machine).Distinct().Count() > 1;
        bool hasBatches = comparisons.Select(comparison => comparison.Batch).Distinct().Count() > 1;
        bool hasAccumulators = rows.Any(row => row.Cell.Result is { AccumulatorJ: > 0 });
        return new(
            [
                Columns[0], .. Of(hasMachines, MachineColumn), .. Of(hasBatches, BatchColumn), .. Columns[1..],
                .. Of(hasAccumulators, AccumulatorColumn),
            ],
            rows);

        static IEnumerable<ResultColumn<Row>> Of(bool isThere, ResultColumn<Row> column) => isThere ? [column] : [];
    }

    private static ResultColumn<Row> Result(string name, Func<PointResult, double> value) =>
        new(name, row => row.Cell.Result is { } result ? value(result) : null);

    private static ResultColumn<Row> Ratio(string name, Func<PointResult, double> value) =>
        new(name, row => row.Comparison.Ratio(row.Size, row.Memory, value));
}
