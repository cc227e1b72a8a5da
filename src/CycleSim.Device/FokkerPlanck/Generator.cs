namespace CycleSim.Device.FokkerPlanck;

/// <summary>
/// Rates at which probability moves between neighbouring cells: Scharfetter and Gummel's exponentially fitted fluxes of the
/// Fokker-Planck equation of the macro-spin, which keep equilibrium exactly and probabilities positive (D. L. Scharfetter and
/// H. K. Gummel, IEEE Trans. Electron Devices 16, 64 (1969)).
/// </summary>
internal sealed class Generator
{
    internal Generator(SphereGrid grid, double stability, ReducedDrive drive)
    {
        int cells = grid.Cells;
        Up = new double[cells];
        Down = new double[cells];
        double diffusion = 1 / (2 * stability);
        for (int k = 0; k + 1 < cells; k++)
        {
            double face = grid.Faces[k + 1];
            double distance = grid.Centres[k + 1] - grid.Centres[k];
            double peclet = drive.Slope(face) * distance / diffusion;
            // Factored: 1 - z² would lose its digits at the poles.
            double conductance = (1 - face) * (1 + face) * diffusion / distance;
            Up[k] = conductance * Bernoulli(-peclet) / grid.Widths[k];
            Down[k + 1] = conductance * Bernoulli(peclet) / grid.Widths[k + 1];
        }

        if (drive.AbsorbsAtBarrier)
            Absorb(grid, diffusion, drive);
    }

    /// <summary>Rate from cell k to k + 1; 0 for the last.</summary>
    internal double[] Up { get; }

    /// <summary>Rate from cell k to k - 1; 0 for the first.</summary>
    internal double[] Down { get; }

    /// <summary>No density at z = 0 itself, half a cell from the centre of the cell above.</summary>
    private void Absorb(SphereGrid grid, double diffusion, ReducedDrive drive)
    {
        int cell = grid.Barrier;
        double distance = grid.Centres[cell];
        Up[cell - 1] = 0;
        Down[cell] = diffusion / distance * Bernoulli(drive.Slope(0) * distance / diffusion) / grid.Widths[cell];
    }

    // x / (exp(x) - 1), by its series where the quotient would lose digits.
    private static double Bernoulli(double x) => Math.Abs(x) < 1e-3
        ? 1 - x / 2 + x * x / 12 - x * x * x * x / 720
        : x / (Math.Exp(x) - 1);
}
