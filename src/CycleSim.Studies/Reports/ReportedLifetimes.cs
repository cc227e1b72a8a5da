using CycleSim.Accelerator.Lifetimes;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Platform;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Reports;

/// <summary>How long data live during a step, as a report has it. Operations are not looked into: times are those of whole ones.</summary>
/// <param name="PLossPerBit">Probability with which a bit may be lost in the longest stay.</param>
/// <param name="Scratchpads">Each scratchpad that data lie in.</param>
/// <param name="Tensors">Each tensor.</param>
/// <param name="Stays">Each stay of data in a scratchpad.</param>
public sealed record ReportedLifetimes(
    double PLossPerBit, IReadOnlyList<ReportedRetention> Scratchpads, IReadOnlyList<ReportedContent> Tensors,
    IReadOnlyList<ReportedStay> Stays)
{
    /// <summary>Loss that a bit is allowed where nothing else is said.</summary>
    public const double DefaultLossPerBit = 1e-9;

    /// <summary>The lifetimes of a step.</summary>
    /// <param name="result">The step.</param>
    /// <param name="memory">The technology of its scratchpads, which knows the junctions and their temperature.</param>
    /// <exception cref="InputException">A junction of the memory has no barrier at the temperature of its circuits.</exception>
    public static ReportedLifetimes Of(StepResult result, MemoryTechnology memory)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(memory);
        StepLifetimes lifetimes = StepLifetimes.Of(result);
        double cycleS = result.Machine.ClockPeriodPs * 1e-12;
        IReadOnlyList<RetainingJunction> junctions = RetainingJunction.Of(memory);
        return new ReportedLifetimes(
            DefaultLossPerBit,
            [
                .. TensorRoles.All.Select(role => ReportedRetention.Of(role, lifetimes, cycleS, junctions, DefaultLossPerBit))
                    .OfType<ReportedRetention>(),
            ],
            [.. ReportedContent.Of(lifetimes, cycleS)], [.. lifetimes.Stays.Select(stay => ReportedStay.Of(stay, cycleS))]);
    }
}
