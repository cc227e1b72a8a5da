using CycleSim.Device.Junction;

namespace CycleSim.Device.MonteCarlo;

/// <summary>
/// The stochastic Landau-Lifshitz-Gilbert-Slonczewski equation of one segment, times its time step. With c = gamma dt / (1 + alpha²), noise
/// n = c b_th and the axis z, one step changes m by (u + m x w) x m, where u = n + z (Precession mz + PrecessionOffset) and
/// w = alpha n + z (Damping mz + DampingOffset).
/// </summary>
/// <param name="Alpha">Gilbert damping.</param>
/// <param name="Precession">c mu0 Hk; 0 in the rotating frame.</param>
/// <param name="PrecessionOffset">c (Bext + alpha aJ); 0 in the rotating frame.</param>
/// <param name="Damping">alpha c mu0 Hk.</param>
/// <param name="DampingOffset">c (alpha Bext - aJ).</param>
/// <param name="NoiseDeviation">Standard deviation of each component of n.</param>
internal readonly record struct StepCoefficients(
    double Alpha, double Precession, double PrecessionOffset, double Damping, double DampingOffset, double NoiseDeviation)
{
    /// <summary>The coefficients of a junction under a current.</summary>
    /// <param name="junction">The junction; damping and temperature may be 0.</param>
    /// <param name="currentA">Current in A, above 0 when it drives to -z.</param>
    /// <param name="fieldT">External field along z in T.</param>
    /// <param name="stepS">Time step in s.</param>
    /// <param name="scheme">
    /// The rotating frame leaves out the precession: the problem is symmetric about z and the noise isotropic, so that a frame that turns
    /// with the magnetisation sees the same law for mz.
    /// </param>
    internal static StepCoefficients Of(MagneticTunnelJunction junction, double currentA, double fieldT, double stepS, StepScheme scheme)
    {
        double alpha = junction.Damping;
        double moment = junction.SaturationMagnetisationAPerM * junction.VolumeM3;
        double torqueT = PhysicalConstants.ReducedPlanck * junction.SpinTorqueEfficiency * currentA
            / (2 * PhysicalConstants.ElementaryCharge * moment);
        double deviationT = Math.Sqrt(
            2 * alpha * PhysicalConstants.Boltzmann * junction.TemperatureK / (PhysicalConstants.GyromagneticRatio * moment * stepS));
        double c = PhysicalConstants.GyromagneticRatio * stepS / (1 + alpha * alpha);
        double anisotropyT = junction.AnisotropyFieldT;
        bool precesses = scheme == StepScheme.Heun;
        return new(
            alpha,
            precesses ? c * anisotropyT : 0,
            precesses ? c * (fieldT + alpha * torqueT) : 0,
            alpha * c * anisotropyT,
            c * (alpha * fieldT - torqueT),
            c * deviationT);
    }
}
