using System.Text.Json.Serialization;
using CycleSim.Arrays.Cells;

namespace CycleSim.Cli.Output;

/// <summary>How the cells of an STT-MRAM are written, as `cyclesim array --json` writes it.</summary>
/// <param name="CurrentUa">Write current, uA.</param>
/// <param name="PulseNs">Write pulse, ns.</param>
/// <param name="SetEnergyPj">Energy in the cell of writing a 0, pJ.</param>
/// <param name="ResetEnergyPj">Energy in the cell of writing a 1, pJ.</param>
/// <param name="WriteErrorRate">Probability that a bit keeps its old value; null where it is not known.</param>
/// <param name="Junction">The junction that the point was solved for; null where the point is only stated.</param>
internal sealed record ReportedWritePoint(
    double CurrentUa, double PulseNs, double SetEnergyPj, double ResetEnergyPj,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? WriteErrorRate,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Junction)
{
    internal static ReportedWritePoint Of(WritePoint point) => new(
        point.CurrentA * 1e6, point.PulseS * 1e9, point.SetEnergyJ * 1e12, point.ResetEnergyJ * 1e12, point.WriteErrorRate,
        point.Junction);

    /// <summary>The point in a line.</summary>
    internal string Text() => FormattableString.Invariant($"write point: {CurrentUa:G5} uA for {PulseNs:G4} ns, write error rate ")
        + (WriteErrorRate is { } rate ? FormattableString.Invariant($"{rate:G4}") : "not known")
        + FormattableString.Invariant($"; {SetEnergyPj:G4} / {ResetEnergyPj:G4} pJ in the cell for a 0 / 1")
        + (Junction is null ? "; stated, not solved for a junction" : $"; solved for the junction {Junction}");
}
