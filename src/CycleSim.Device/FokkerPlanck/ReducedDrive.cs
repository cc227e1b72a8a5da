namespace CycleSim.Device.FokkerPlanck;

/// <summary>
/// What acts on the magnetisation during one piece of a pulse, in reduced units: the drift of z = mz is (1 - z²) (z - i(z) + h).
/// </summary>
/// <param name="Overdrive">i = I / Ic0 at the nominal torque efficiency; above 0 drives from z = +1 to z = -1.</param>
/// <param name="FieldRatio">h = Bext / (mu0 Hk); above 0 holds the starting state.</param>
/// <param name="Shape">Factor of the torque as a function of z, 1 when null: dependence of efficiency or current on the angle.</param>
/// <param name="AbsorbsAtBarrier">Whether what has crossed z = 0 never returns, so that the first crossing counts.</param>
internal sealed record ReducedDrive(
    double Overdrive, double FieldRatio = 0, Func<double, double>? Shape = null, bool AbsorbsAtBarrier = false)
{
    /// <summary>The drift divided by (1 - z²).</summary>
    /// <param name="z">The perpendicular component, -1 to 1.</param>
    public double Slope(double z) => z - Overdrive * (Shape?.Invoke(z) ?? 1) + FieldRatio;
}
