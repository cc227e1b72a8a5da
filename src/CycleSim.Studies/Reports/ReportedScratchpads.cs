using CycleSim.Accelerator.Components;

namespace CycleSim.Studies.Reports;

/// <summary>What the three scratchpads did, as a report has it.</summary>
/// <param name="Activation">Activation scratchpad.</param>
/// <param name="Weight">Weight scratchpad.</param>
/// <param name="Error">Error scratchpad.</param>
public sealed record ReportedScratchpads(ReportedScratchpad Activation, ReportedScratchpad Weight, ReportedScratchpad Error)
{
    internal static ReportedScratchpads None { get; } = Of(default);

    /// <summary>Sum.</summary>
    public static ReportedScratchpads operator +(ReportedScratchpads a, ReportedScratchpads b) =>
        new(a.Activation + b.Activation, a.Weight + b.Weight, a.Error + b.Error);

    internal static ReportedScratchpads Of(ScratchpadTotals totals) => new(
        ReportedScratchpad.Of(totals.Activation), ReportedScratchpad.Of(totals.Weight), ReportedScratchpad.Of(totals.Error));
}
