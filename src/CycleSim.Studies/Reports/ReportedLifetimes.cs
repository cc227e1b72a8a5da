using CycleSim.Accelerator.Lifetimes;
using CycleSim.Accelerator.Steps;
using CycleSim.Device.Junction;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Reports;

/// <summary>How long data live during a step, as a report has it. Operations are not looked into: times are those of whole ones.</summary>
/// <param name="PLossPerBit">Probability with which a bit may be lost in the longest stay.</param>
/// <param name="TemperatureK">Temperature of the junctions.</param>
/// <param name="Scratchpads">Each scratchpad that data lie in.</param>
/// <param name="Tensors">Each tensor.</param>
/// <param name="Stays">Each stay of data in a scratchpad.</param>
public sealed record ReportedLifetimes(
    double PLossPerBit, double TemperatureK, IReadOnlyList<ReportedRetention> Scratchpads, IReadOnlyList<ReportedContent> Tensors,
    IReadOnlyList<ReportedStay> Stays)
{
    /// <summary>Loss that a bit is allowed where nothing else is said.</summary>
    public const double DefaultLossPerBit = 1e-9;

    /// <summary>Temperature of the transistors around the junctions, as the shipped memories have it.</summary>
    public const double DefaultTemperatureK = 350;

    /// <summary>The lifetimes of a step.</summary>
    /// <param name="result">The step.</param>
    public static ReportedLifetimes Of(StepResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        StepLifetimes lifetimes = StepLifetimes.Of(result);
        double cycleS = result.Machine.ClockPeriodPs * 1e-12;
        MagneticTunnelJunction junction = JunctionLoader.Load(MagneticTunnelJunction.DefaultName).At(DefaultTemperatureK);
        return new ReportedLifetimes(
            DefaultLossPerBit, DefaultTemperatureK,
            [
                .. TensorRoles.All.Select(role => ReportedRetention.Of(role, lifetimes, cycleS, junction, DefaultLossPerBit))
                    .OfType<ReportedRetention>(),
            ],
            [.. ReportedContent.Of(lifetimes, cycleS)], [.. lifetimes.Stays.Select(stay => ReportedStay.Of(stay, cycleS))]);
    }
}
