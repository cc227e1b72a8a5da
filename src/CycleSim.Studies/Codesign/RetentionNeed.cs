using CycleSim.Device.Junction;
using CycleSim.Device.Retention;

namespace CycleSim.Studies.Codesign;

/// <summary>The barrier that keeping data needs, for as long as they live in a scratchpad and for ten years, after the code.</summary>
/// <param name="LifetimeS">Longest time in s that data stay.</param>
/// <param name="AllowedLoss">Raw bit error rate that the code may have: what retention alone may lose.</param>
/// <param name="LifetimeKt">
/// Barrier at 300 K, in kB T, that a nominal cell needs for the lifetime; null where any is enough, or no size of the junction has it.
/// </param>
/// <param name="TenYearsKt">The same for ten years.</param>
/// <param name="LossOverLifetime">What the cells lose in the lifetime, mean over the population.</param>
/// <param name="LossOverTenYears">What they would lose in ten years.</param>
public sealed record RetentionNeed(
    double LifetimeS, double AllowedLoss, double? LifetimeKt, double? TenYearsKt, double LossOverLifetime, double LossOverTenYears)
{
    /// <summary>What cells need.</summary>
    /// <param name="cells">The model of the cells.</param>
    /// <param name="cell">The cells.</param>
    /// <param name="budget">What they have to meet.</param>
    public static RetentionNeed Of(CellModel cells, StoredCell cell, FailureBudget budget)
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentNullException.ThrowIfNull(budget);
        double allowed = budget.AllowedRawBitErrorRate(cell.Code);
        MagneticTunnelJunction junction = cells.Junction.At(cells.RetentionTemperatureK);
        return new(
            cell.LifetimeS, allowed, Barrier(junction, cell.LifetimeS, allowed),
            Barrier(junction, RetentionSolver.TenYearsS, allowed), cell.RetentionLoss,
            cells.RetentionLoss(cell.Design.BarrierKt, RetentionSolver.TenYearsS));
    }

    private static double? Barrier(MagneticTunnelJunction junction, double timeS, double loss) =>
        RequiredBarrier.IsNeeded(junction, timeS, loss, ScalingPath.Area)
            ? RequiredBarrier.Of(junction, timeS, loss, ScalingPath.Area).ExactAt300K
            : null;
}
