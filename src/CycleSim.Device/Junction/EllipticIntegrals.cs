namespace CycleSim.Device.Junction;

/// <summary>Complete elliptic integrals by the arithmetic-geometric mean (Abramowitz and Stegun, 17.6).</summary>
internal static class EllipticIntegrals
{
    // Differences square themselves in every step: the next one would be below rounding.
    private const double Converged = 1e-9;

    /// <summary>Both integrals for one modulus.</summary>
    /// <param name="modulus">The modulus k, from 0 to below 1.</param>
    /// <param name="complement">Its complement sqrt(1 - k²), given apart because it loses digits when k is near 1.</param>
    /// <returns>The first kind K(k) and the second kind E(k), to rounding.</returns>
    internal static (double K, double E) Complete(double modulus, double complement)
    {
        double arithmetic = 1;
        double geometric = complement;
        double difference = modulus;
        double weight = 0.5;
        double sum = weight * difference * difference;
        while (Math.Abs(difference) > Converged * arithmetic)
        {
            difference = (arithmetic - geometric) / 2;
            (arithmetic, geometric) = ((arithmetic + geometric) / 2, Math.Sqrt(arithmetic * geometric));
            weight *= 2;
            sum += weight * difference * difference;
        }

        double first = Math.PI / (2 * arithmetic);
        return (first, first * (1 - sum));
    }
}
