namespace CycleSim.Device.Variation;

/// <summary>A written cell in reduced units.</summary>
/// <param name="Stability">Barrier Delta in kB T; 0 or below when it has none.</param>
/// <param name="Overdrive">i = I / Ic0.</param>
/// <param name="Time">Pulse width over tau_D.</param>
internal readonly record struct ReducedCell(double Stability, double Overdrive, double Time);
