using CycleSim.Accelerator.Machine;

namespace CycleSim.Studies.Reports;

/// <summary>How a machine verifies writes, as a report has it.</summary>
/// <param name="MaxAttempts">Largest number of attempts at a line.</param>
/// <param name="WriteErrorRate">Probability that an attempt at a bit that has to toggle fails.</param>
/// <param name="ToggleProbability">Probability that a bit has to toggle.</param>
/// <param name="Seed">Seed of what is drawn.</param>
public sealed record ReportedWriteVerify(long MaxAttempts, double WriteErrorRate, double ToggleProbability, long Seed)
{
    internal static ReportedWriteVerify? Of(WriteVerifySpec? spec) => spec is null
        ? null
        : new(spec.MaxAttempts, spec.WriteErrorRate, spec.ToggleProbability, spec.Seed);
}
