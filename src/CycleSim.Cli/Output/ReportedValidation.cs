using System.Collections.Immutable;
using CycleSim.Studies.Validation;

namespace CycleSim.Cli.Output;

/// <summary>Measured kernels, simulated, as `cyclesim validate --json` writes them; errors are fractions, 0.1 for 10 %.</summary>
/// <param name="Machine">Name of the machine.</param>
/// <param name="Memory">Technology of its scratchpads.</param>
/// <param name="CapacityBytes">Capacity of all of them.</param>
/// <param name="Rows">The rows of the table.</param>
/// <param name="Means">Mean absolute errors of each kind of kernel.</param>
/// <param name="Assumed">The means with another value of each parameter that is assumed.</param>
internal sealed record ReportedValidation(
    string Machine, string Memory, long CapacityBytes, ImmutableArray<ReportedKernel> Rows, ImmutableArray<ReportedKindError> Means,
    ImmutableArray<ReportedAssumption> Assumed)
{
    internal static ReportedValidation Of(ValidationTitle title, ValidationResult result) => new(
        title.Machine, title.Memory, title.CapacityBytes,
        [.. result.Rows.Select(row => ReportedKernel.Of(title.Others, row))],
        [.. result.Errors.Select(kind => ReportedKindError.Of(title.Others, kind))],
        [.. result.Assumptions.Select(ReportedAssumption.Of)]);
}
