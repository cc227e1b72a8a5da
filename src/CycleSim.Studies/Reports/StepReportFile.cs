using CycleSim.Configuration;

namespace CycleSim.Studies.Reports;

/// <summary>One operation of a report, as plots need it.</summary>
/// <param name="Layer">Layer.</param>
/// <param name="Pass">Pass, in snake case.</param>
/// <param name="Cycles">Core cycles.</param>
/// <param name="Macs">Multiply-accumulates.</param>
/// <param name="DramBytes">Bytes moved from and to DRAM.</param>
public sealed record ReportedOperation(string Layer, string Pass, long Cycles, long Macs, long DramBytes);

/// <summary>A result that `cyclesim simulate --json` wrote, read back for plots.</summary>
/// <param name="Name">Network, batch, memory, capacity and machine.</param>
/// <param name="ClockPeriodPs">Core clock period.</param>
/// <param name="MacsPerCycle">Processing elements of the array.</param>
/// <param name="DramPeakGbPerS">Peak bandwidth of the DRAM.</param>
/// <param name="EnergyPj">Energy by component, in the order of the report, without the total.</param>
/// <param name="Operations">The operations.</param>
public sealed record StepReportFile(
    string Name, long ClockPeriodPs, long MacsPerCycle, double DramPeakGbPerS, IReadOnlyList<(string Component, double Pj)> EnergyPj,
    IReadOnlyList<ReportedOperation> Operations)
{
    private const double MostPj = 1e30;

    /// <summary>Components of the energy in a report.</summary>
    private static readonly string[] Components =
    [
        "dram_activate", "dram_read", "dram_write", "dram_refresh", "dram_background", "dram_interface", "scratchpad_read", "scratchpad_write",
        "leakage", "compute",
    ];

    /// <summary>Reads a report.</summary>
    /// <exception cref="InputException">The file is missing or is no report; the message names line and key.</exception>
    public static StepReportFile Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Read(ConfigDocument.Parse(ModelStore.ReadFileText(path), path));
    }

    private static StepReportFile Read(ConfigObject root)
    {
        ConfigObject machine = root.Object("machine");
        ConfigObject memory = root.Object("memory");
        ConfigObject energy = root.Object("totals").Object("energy");
        string name = $"{Text(root, "network")}, batch {root.Long("batch", 1, int.MaxValue)}, {Text(memory, "technology")} " +
            $"{ByteSize.Format(memory.Long("capacity_bytes", 1, long.MaxValue))}, {Text(machine, "name")}";
        return new StepReportFile(
            name,
            machine.Long("clock_period_ps", 1, 1_000_000),
            machine.Long("rows", 1, 65536) * machine.Long("columns", 1, 65536),
            machine.Number("dram_peak_gb_per_s", 1e-6, 1e9),
            [.. Components.Select(component => (component, energy.Number(component + "_pj", 0, MostPj)))],
            [.. root.Objects("operations").Select(Operation)]);
    }

    private static string Text(ConfigObject keys, string key)
    {
        string text = keys.String(key);
        return text.Any(char.IsControl) ? throw keys.Error(key, "must have no control characters") : text;
    }

    private static ReportedOperation Operation(ConfigObject operation)
    {
        ConfigObject dram = operation.Object("dram");
        return new ReportedOperation(
            Text(operation, "layer"),
            operation.String("pass"),
            operation.Object("cycles").Long("total", 0, long.MaxValue),
            operation.Has("gemm") ? operation.Object("gemm").Long("macs", 0, long.MaxValue) : 0,
            dram.Long("read_bytes", 0, long.MaxValue / 2) + dram.Long("write_bytes", 0, long.MaxValue / 2));
    }
}
