namespace CycleSim.Device.Variation;

/// <summary>Approximations of a population's mean rate, to see what they lose.</summary>
/// <param name="Lognormal">W(0) exp(|g|² / 2), g = gradient of ln W per deviation: ln W taken as a straight line.</param>
/// <param name="Quadratic">
/// ln W taken as a parabola; null where its mean does not exist.
/// </param>
/// <param name="GaussHermite">Gauss-Hermite quadrature with 10 points per property about the nominal cell.</param>
public sealed record MeanApproximations(double Lognormal, double? Quadratic, double GaussHermite);
