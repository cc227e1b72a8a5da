using CycleSim.Dram.Parts;

namespace CycleSim.Cli.Output;

/// <summary>Cycles of a DRAM report as times, so that parts of different clocks can be compared.</summary>
internal static class DramTimes
{
    private const string Suffix = "_ns";

    // What counts cycles of all ranks, as active_cycles, is no time.
    private static readonly string[] Times =
    [
        "sim_cycles", "last_accept_cycle", "last_colcmd_cycle", "rd_lat_avg", "rd_lat_min", "rd_lat_p50", "rd_lat_p90", "rd_lat_p99",
        "rd_lat_max", "rd_lat_from_arrival_avg", "wr_lat_avg",
    ];

    /// <summary>Nanoseconds of a column; null when it is no time, or has no value.</summary>
    internal static double? Ns(DramSpec part, string name, object? value)
    {
        if (!Times.Contains(name))
            return null;
        double? cycles = value switch { long whole => whole, double mean => mean, _ => null };
        return cycles * part.ClockPeriodPs * 1e-3;
    }

    /// <summary>The part, its clock, and all times in nanoseconds, as columns of their own.</summary>
    internal static IEnumerable<(string Name, object? Value)> Columns(
        DramSpec part, IReadOnlyList<(string Name, object? Value)> columns) =>
    [
        ("part", part.Name), ("clock_period_ns", part.ClockPeriodPs * 1e-3),
        .. columns.Where(column => Times.Contains(column.Name))
            .Select(column => (NameOf(column.Name), (object?)Ns(part, column.Name, column.Value))),
    ];

    private static string NameOf(string column) =>
        column.Replace("_cycles", "", StringComparison.Ordinal).Replace("_cycle", "", StringComparison.Ordinal) + Suffix;
}
