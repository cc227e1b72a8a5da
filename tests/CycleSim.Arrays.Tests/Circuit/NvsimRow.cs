using CycleSim.Arrays.Cells;
using CycleSim.Arrays.Circuit;
using CycleSim.Arrays.Models;
using CycleSim.Arrays.Search;
using CycleSim.Arrays.Technology;
using CycleSim.Reference;

namespace CycleSim.Arrays.Tests.Circuit;

/// <summary>A run of NVSim: what it was asked and what it answered.</summary>
internal sealed class NvsimRow(ReferenceRow row)
{
    private static readonly HtreeWires PlainWires = new(WireStyle.Aggressive, WireStyle.Aggressive, WireDrive.Unrepeated);

    public static IReadOnlyList<NvsimRow> All { get; } =
        [.. ReferenceFile.Table("array/nvsim_reference.csv").Select(row => new NvsimRow(row))];

    public string Name => $"{row.Text("tech")} {row.Text("node_nm")} nm {row.Text("design_target")} {CapacityBytes} B";

    public long CapacityBytes => row.Long("capacity_bytes");

    public CircuitSpec Spec
    {
        get
        {
            string tech = row.Text("tech");
            bool calibrated = tech.Contains("_cal", StringComparison.Ordinal);
            bool sram = tech.StartsWith("SRAM", StringComparison.Ordinal);
            bool lowV = tech.EndsWith("_lowV", StringComparison.Ordinal);
            bool lowDuration = tech.EndsWith("_lowdur", StringComparison.Ordinal);
            double energy = (calibrated ? 1.6e-12 : 1e-12) * (lowV || lowDuration ? 0.5 : 1);
            double current = lowV ? 57e-6 : 80e-6;
            MemoryCell cell = (sram, calibrated) switch
            {
                (true, true) => new SramCell(155, 0.9, 1.2),
                (true, false) => new SramCell(146, 1.46, 1.31),
                (false, true) => new MramCell(45.9, 0.96, 8, 3000, 6000, current),
                (false, false) => new MramCell(54, 0.54, 8, 3000, 6000, current),
            };
            return new()
            {
                Cell = cell,
                WritePoint = sram ? null : new WritePoint(tech, current, lowDuration ? 5e-9 : 10e-9, energy, energy),
                NodeNm = row.Number("node_nm"),
                Organisation = row.Text("design_target") == "RAM" ? MemoryOrganisation.Ram : MemoryOrganisation.Cache,
                Ways = row.Text("config").Contains("16-way", StringComparison.Ordinal) ? 16 : 8,
            };
        }
    }

    public StoredArray Stored => new(CapacityBytes * 8 / 512, 512, 0, IsTag: false);

    /// <summary>The organisation that NVSim chose for the data array.</summary>
    public BankOrganisation Organisation
    {
        get
        {
            int[] mats = Numbers("bank_rows_x_cols_of_mats", 'x');
            int[] cells = Numbers("subarray_rows_x_cols", 'x');
            int[] mux = Numbers("mux_sa_l1_l2", '/');
            BankShape shape = new(mats[0], mats[1], 1, mats[1], new MatShape(2, 2, 2, 2));
            return new(shape, cells[0], cells[1], new MuxWays(mux[0], mux[1], mux[2]), DriverStyle.Fast, PlainWires);
        }
    }

    public (string Name, double Expected, double Actual)[] CompareData(BankMetrics ours) =>
    [
        ("area", row.Number("data_area_mm2"), ours.Area * 1e6),
        ("read latency", row.Number("data_read_latency_ns"), ours.ReadLatency * 1e9),
        ("write latency", row.Number("data_write_latency_ns"), ours.WriteLatency * 1e9),
        ("read energy", row.Number("data_read_energy_pJ"), ours.ReadEnergy * 1e12),
        ("write energy", row.Number("data_write_energy_pJ"), ours.WriteEnergy * 1e12),
        ("leakage", row.Number("data_leakage_mW"), ours.Leakage * 1e3),
        ("H-tree", row.Number("htree_read_latency_ns"), 2 * ours.HtreeLatency * 1e9),
    ];

    public (string Name, double Expected, double Actual)[] CompareTotal(MemoryMetrics ours) =>
    [
        ("area", row.Number("area_mm2"), ours.AreaMm2),
        ("read latency", row.Number("read_latency_ns"), ours.ReadLatencyNs),
        ("write latency", row.Number("write_latency_ns"), ours.WriteLatencyNs),
        ("read energy", row.Number("read_energy_pJ"), ours.ReadEnergyPj),
        ("write energy", row.Number("write_energy_pJ"), ours.WriteEnergyPj),
        ("leakage", row.Number("leakage_mW"), ours.LeakageMw),
    ];

    private int[] Numbers(string column, char separator) =>
        [.. row.Text(column).Split(separator).Select(text => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture))];
}
