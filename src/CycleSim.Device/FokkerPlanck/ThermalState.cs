using MathNet.Numerics.Integration;

namespace CycleSim.Device.FokkerPlanck;

/// <summary>
/// The state before a pulse: thermal equilibrium of the starting well, density exp(Delta z²) on z > 0, without current or field.
/// </summary>
public static class ThermalState
{
    private const int QuadratureOrder = 8;
    private const int Panels = 4000;

    /// <summary>Mean of z.</summary>
    /// <param name="stability">Barrier Delta in kB T, above 0.</param>
    public static double MeanZ(double stability)
    {
        (double weight, double first, _) = Moments(stability);
        return first / weight;
    }

    /// <summary>Mean of 1 - z², the squared component in the plane.</summary>
    /// <param name="stability">Barrier Delta in kB T, above 0.</param>
    public static double MeanInPlaneSquared(double stability)
    {
        (double weight, _, double inPlane) = Moments(stability);
        return inPlane / weight;
    }

    /// <summary>Probability of each cell of a grid.</summary>
    internal static double[] CellMasses(SphereGrid grid, double stability)
    {
        double[] masses = new double[grid.Cells];
        double sum = 0;
        for (int k = grid.Barrier; k < grid.Cells; k++)
        {
            masses[k] = GaussLegendreRule.Integrate(z => Density(z, stability), grid.Faces[k], grid.Faces[k + 1], QuadratureOrder);
            sum += masses[k];
        }

        for (int k = grid.Barrier; k < grid.Cells; k++)
            masses[k] /= sum;
        return masses;
    }

    private static double Density(double z, double stability) => Math.Exp(-stability * (1 - z) * (1 + z));

    private static (double Weight, double First, double InPlane) Moments(double stability)
    {
        // Substituting s = 1 - z, panels in s follow the decay length 1 / (2 Delta) near s = 0.
        double weight = 0, first = 0, inPlane = 0;
        for (int panel = 0; panel < Panels; panel++)
        {
            double from = Math.Pow((double)panel / Panels, 2);
            double to = Math.Pow((panel + 1.0) / Panels, 2);
            weight += GaussLegendreRule.Integrate(s => Density(1 - s, stability), from, to, QuadratureOrder);
            first += GaussLegendreRule.Integrate(s => (1 - s) * Density(1 - s, stability), from, to, QuadratureOrder);
            inPlane += GaussLegendreRule.Integrate(s => s * (2 - s) * Density(1 - s, stability), from, to, QuadratureOrder);
        }

        return (weight, first, inPlane);
    }
}
