using CycleSim.Accelerator.Traffic;
using CycleSim.Configuration.Text;

namespace CycleSim.Studies.Reports;

/// <summary>What the tensors of a training step mean for write energy and errors, as a report has it; rows add up to the total.</summary>
/// <param name="Step">Number of the training step.</param>
/// <param name="WriteScheme">Which bits the arrays write, in snake case.</param>
/// <param name="StepEnergyPj">Energy of the step when writes cost what the scheme says, pJ.</param>
/// <param name="Total">All rows.</param>
/// <param name="Rows">A row for each layer and scratchpad that is written.</param>
public sealed record ReportedTraffic(
    ulong Step, string WriteScheme, double StepEnergyPj, ReportedWrites Total, IReadOnlyList<ReportedTrafficRow> Rows)
{
    internal static ReportedTraffic Of(TrafficReport report) => new(
        report.Step, EnumName.Of(report.Scheme), report.StepPj, ReportedWrites.Of(report.Total, report.Scheme),
        [.. report.Rows.Select(row => ReportedTrafficRow.Of(row, report))]);
}
