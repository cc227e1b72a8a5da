using System.Collections.Immutable;
using CycleSim.Device.Junction;
using CycleSim.Device.Variation;

namespace CycleSim.Studies.Codesign;

/// <summary>
/// The claim "around a barrier of 40 kT, BCH-3 and 10 ns, a write costs a quarter of the baseline's energy", computed for cells that differ
/// in several ways.
/// </summary>
/// <param name="junction">The baseline's junction.</param>
/// <param name="arrays">Arrays with such cells.</param>
/// <param name="budget">What the claimed write has to meet.</param>
/// <param name="baselineRate">Write error rate of the baseline.</param>
/// <param name="retentionTemperatureK">Temperature in K at which data are kept.</param>
public sealed class QuarterClaim(
    MagneticTunnelJunction junction, ScratchpadArrays arrays, FailureBudget budget, double baselineRate, double retentionTemperatureK)
{
    /// <summary>The claim in words.</summary>
    public const string Text = "around a barrier of 40 kT, BCH-3 and 10 ns, a write costs a quarter of the baseline's energy";

    /// <summary>The largest ratio that still counts as a quarter: a tenth more.</summary>
    public const double MaxRatio = 0.25 * 1.1;

    private const double BarrierKt = 40;
    private const double PulseNs = 10;
    private const string CodeName = "bch3";

    /// <summary>Names of the shipped spreads of cells for which the claim is computed.</summary>
    public static ImmutableArray<string> Variations { get; } = ["none", "typical", "pessimistic"];

    /// <summary>The numbers of one kind of cells.</summary>
    /// <param name="variation">Name of the spread of the cells.</param>
    /// <param name="lifetimeS">Longest time in s for which data are kept.</param>
    public ClaimRow Row(string variation, double lifetimeS)
    {
        CellModel cells = new(junction, VariationFile.Load(variation).Spread(PopulationDrive.Current), retentionTemperatureK);
        double barrier = junction.At(PhysicalConstants.ReferenceTemperatureK).ThermalStability;
        CodeChoice none = CodeChoice.None(budget.LineBits);
        StoredCell? baseline = cells.Written(new(barrier, PulseNs, none, 1), budget.LineBits, lifetimeS, baselineRate);
        CellDesign claimed = new(BarrierKt, PulseNs, new(CodeName, budget.LineBits), 1);
        double loss = cells.RetentionLoss(BarrierKt, lifetimeS);
        return cells.Store(claimed, budget, lifetimeS) is { } cell && baseline is not null
            ? new(
                variation, loss, cell.Point.WriteErrorRate, baseline.Point.CurrentUa, cell.Point.CurrentUa,
                cell.CellEnergyPjPerDataBit / baseline.CellEnergyPjPerDataBit,
                arrays.Metrics(cell, 0, null).WriteEnergyPj / arrays.Metrics(baseline, 0, null).WriteEnergyPj)
            : new(variation, loss, null, baseline?.Point.CurrentUa, null, null, null);
    }
}
