using System.Collections.Immutable;

namespace CycleSim.Studies.Validation;

/// <summary>Measured kernels, simulated.</summary>
/// <param name="Rows">The rows in the order of the table.</param>
/// <param name="Errors">Mean absolute errors of each kind of kernel.</param>
/// <param name="Assumptions">The means with other values of what is assumed, one at a time.</param>
public sealed record ValidationResult(
    ImmutableArray<ValidatedRow> Rows, ImmutableArray<KindErrors> Errors, ImmutableArray<AssumptionErrors> Assumptions);
