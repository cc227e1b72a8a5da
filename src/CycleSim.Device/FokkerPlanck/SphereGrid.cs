namespace CycleSim.Device.FokkerPlanck;

/// <summary>
/// Cells on z = cos theta, uniform in theta, so that both wells are resolved and one face lies exactly on the barrier z = 0. Cells are
/// numbered from z = -1 to z = +1; face k lies below cell k.
/// </summary>
internal sealed class SphereGrid
{
    internal SphereGrid(int cells)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cells, 2);
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells % 2, 0);
        Cells = cells;
        Faces = new double[cells + 1];
        Centres = new double[cells];
        Widths = new double[cells];
        for (int k = 0; k <= cells; k++)
            Faces[k] = -Math.Cos(Math.PI * k / cells);
        Faces[cells / 2] = 0;
        for (int k = 0; k < cells; k++)
        {
            // The width from the product formula keeps its digits at the poles.
            Widths[k] = 2 * Math.Sin(Math.PI * (k + 0.5) / cells) * Math.Sin(Math.PI / (2 * cells));
            Centres[k] = (Faces[k] + Faces[k + 1]) / 2;
        }
    }

    /// <summary>Number of cells, even.</summary>
    internal int Cells { get; }

    /// <summary>Index of the face at z = 0, and of the first cell of the starting well.</summary>
    internal int Barrier => Cells / 2;

    internal double[] Faces { get; }

    internal double[] Centres { get; }

    internal double[] Widths { get; }
}
