using CycleSim.Studies.Validation;

namespace CycleSim.Cli.Output;

/// <summary>Mean absolute errors with another value of a parameter that is assumed.</summary>
/// <param name="Name">What is assumed.</param>
/// <param name="Value">What the machine's file says.</param>
/// <param name="Other">What was tried instead.</param>
/// <param name="Why">Why the file says what it says.</param>
/// <param name="Means">The mean of each kind of kernel, 0.1 for 10 %.</param>
internal sealed record ReportedAssumption(
    string Name, string Value, string Other, string Why, IReadOnlyDictionary<string, double> Means)
{
    internal static ReportedAssumption Of(AssumptionErrors assumption) => new(
        assumption.Parameter.Name, assumption.Parameter.Value, assumption.Parameter.Other, assumption.Parameter.Reason,
        assumption.Errors.ToDictionary(kind => kind.Kind, kind => kind.Simulated.Value!.Value));
}
