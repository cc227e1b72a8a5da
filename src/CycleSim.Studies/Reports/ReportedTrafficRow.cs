using CycleSim.Accelerator.Traffic;
using CycleSim.Configuration.Text;

namespace CycleSim.Studies.Reports;

/// <summary>What a layer wrote to a scratchpad, as a report has it; the arrays add up to the total.</summary>
/// <param name="Layer">Name of the layer.</param>
/// <param name="Scratchpad">The scratchpad, in snake case.</param>
/// <param name="Total">All arrays.</param>
/// <param name="Arrays">The arrays that hold a word, from its most significant bit.</param>
public sealed record ReportedTrafficRow(string Layer, string Scratchpad, ReportedWrites Total, IReadOnlyList<ReportedArrayWrites> Arrays)
{
    internal static ReportedTrafficRow Of(TrafficRow row, TrafficReport report) => new(
        row.Layer, EnumName.Of(row.Role), ReportedWrites.Of(row.Total, report.Scheme),
        [.. report.Arrays.Zip(row.Parts, (array, part) => ReportedArrayWrites.Of(array, part, report.Scheme))]);
}
