using CycleSim.Configuration.Json;
using CycleSim.Configuration.Text;
using CycleSim.Platform;

namespace CycleSim.Arrays.Models;

/// <summary>
/// A memory's file has one source of its properties, which its key "model" names. A table and a circuit side by side have to describe the
/// same memory; otherwise an edit of the one that is not in use would be without effect, and commands could answer differently.
/// </summary>
internal static class MemoryModelAgreement
{
    /// <summary>How far table and circuit may be apart: the tables' three decimals alone are up to 1.1 %.</summary>
    private const double Tolerance = 0.02;

    private static readonly (string Name, Func<MemoryMetrics, double> Value)[] Properties =
    [
        ("area_mm2", metrics => metrics.AreaMm2),
        ("read_latency_ns", metrics => metrics.ReadLatencyNs),
        ("write_latency_ns", metrics => metrics.WriteLatencyNs),
        ("read_energy_pj", metrics => metrics.ReadEnergyPj),
        ("write_energy_pj", metrics => metrics.WriteEnergyPj),
        ("leakage_mw", metrics => metrics.LeakageMw),
    ];

    /// <summary>Compares a table with a circuit at every row of the table.</summary>
    /// <param name="root">The file, for the message.</param>
    /// <param name="table">The table.</param>
    /// <param name="circuit">The circuit.</param>
    /// <exception cref="InputException">
    /// They differ, or the circuit does not reach a capacity of the table; the message names capacity, property and both values.
    /// </exception>
    internal static void Check(ConfigObject root, TableModel table, CircuitModel circuit)
    {
        foreach (MemoryRow row in table.Rows)
        {
            MemoryMetrics designed = Design(root, circuit, row.Metrics.CapacityBytes);
            foreach ((string name, Func<MemoryMetrics, double> value) in Properties)
            {
                double stored = value(row.Metrics);
                if (!(Math.Abs(value(designed) / stored - 1) <= Tolerance))
                    throw root.Error("circuit", Message(row.Metrics.CapacityBytes, name, stored, value(designed)));
            }
        }
    }

    private static MemoryMetrics Design(ConfigObject root, CircuitModel circuit, long capacityBytes)
    {
        try
        {
            return circuit.At(capacityBytes);
        }
        catch (InputException problem)
        {
            throw root.Error("circuit", $"does not reach a capacity of \"table\", so the two cannot be compared: {problem.Message}");
        }
    }

    private static string Message(long capacityBytes, string name, double stored, double designed) =>
        $"does not describe the memory of \"table\": at {ByteSize.Format(capacityBytes)} its "
        + FormattableString.Invariant($"{name} is {designed:G5}, in the table {stored:G5}; allowed: within {Tolerance * 100:0} %. ")
        + "Remove the block that is not meant, and let \"model\" name the other";
}
