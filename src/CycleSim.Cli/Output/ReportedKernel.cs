using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using CycleSim.Studies.Reports;
using CycleSim.Studies.Validation;

namespace CycleSim.Cli.Output;

/// <summary>A measured kernel, simulated. What others published stands under the names of their columns.</summary>
/// <param name="Workload">Name of the kernel.</param>
/// <param name="MeasuredCycles">Cycles that the hardware took.</param>
/// <param name="Cycles">Simulated cycles.</param>
/// <param name="Error">Simulated / measured - 1.</param>
/// <param name="Times">Where simulated cycles went; null with a custom ordering.</param>
/// <param name="Tiles">The tiles of each matrix product, in order.</param>
/// <param name="Errors">The error of what others published; null where they have nothing.</param>
internal sealed record ReportedKernel(
    string Workload, double MeasuredCycles, long Cycles, double Error,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ReportedTimes? Times,
    ImmutableArray<ReportedTiles> Tiles,
    IReadOnlyDictionary<string, double?> Errors)
{
    /// <summary>What others published, by the name of their column.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement> Others { get; } = new Dictionary<string, JsonElement>();

    internal static ReportedKernel Of(ImmutableArray<string> others, ValidatedRow row)
    {
        var reported = new ReportedKernel(
            row.Measured.Benchmark.Name, row.Measured.MeasuredCycles, row.Cycles, row.Error, ReportedTimes.Of(row.Times), row.Tiles,
            others.Select((name, i) => (name, i)).ToDictionary(other => other.name, other => row.OtherError(other.i)));
        foreach ((string name, double? cycles) in others.Zip(row.Measured.Others))
            reported.Others.Add(name, JsonSerializer.SerializeToElement(cycles, ResultContext.Default.NullableDouble));
        return reported;
    }
}
