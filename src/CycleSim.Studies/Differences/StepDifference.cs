using System.Collections.Immutable;
using CycleSim.Studies.Reports;

namespace CycleSim.Studies.Differences;

/// <summary>
/// What changed between two training steps: settings, time by cause, energy by component, DRAM and scratchpads, layers. Times are in s, so
/// that machines with different clocks compare. The causes add up to the total, and so do the layers.
/// </summary>
/// <param name="Settings">What is set otherwise.</param>
/// <param name="TimesS">Time by cause in s, the total last.</param>
/// <param name="UnitTimesS">Time of array and DMA channel by state in s; empty where a report does not have it.</param>
/// <param name="EnergiesJ">Energy by component in J, the total last.</param>
/// <param name="Counts">Bytes from and to DRAM, row hits, accesses of the scratchpads.</param>
/// <param name="Layers">Layers, those whose time changes most first.</param>
public sealed record StepDifference(
    ImmutableArray<SettingChange> Settings, ImmutableArray<Change> TimesS, ImmutableArray<Change> UnitTimesS,
    ImmutableArray<Change> EnergiesJ, ImmutableArray<Change> Counts, ImmutableArray<LayerChange> Layers)
{
    /// <summary>Compares two reports.</summary>
    /// <param name="first">The report that changes are counted from.</param>
    /// <param name="second">The other.</param>
    public static StepDifference Of(StepReport first, StepReport second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var quantities = new ComparedQuantities(first, second);
        return new(
            ReportedSettings.Changes(first, second), quantities.TimesS(), quantities.UnitTimesS(), quantities.EnergiesJ(),
            quantities.Counts(), quantities.Layers());
    }
}
