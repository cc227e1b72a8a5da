using System.Collections.Immutable;
using CycleSim.Accelerator.Files;

namespace CycleSim.Studies.Validation;

/// <summary>Mean absolute errors with another value of a parameter that is assumed.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Errors">The means of each kind of kernel.</param>
public sealed record AssumptionErrors(AssumedParameter Parameter, ImmutableArray<KindErrors> Errors);
