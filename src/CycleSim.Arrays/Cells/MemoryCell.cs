namespace CycleSim.Arrays.Cells;

/// <summary>A memory cell. Lengths and widths are in units of the feature size F.</summary>
/// <param name="AreaF2">Area in F².</param>
/// <param name="AspectRatio">Height over width; the height is along the bit line.</param>
/// <param name="AccessWidthF">Width of the access transistor.</param>
/// <param name="SenseVoltageV">Smallest voltage difference that a sense amplifier can detect.</param>
public abstract record MemoryCell(double AreaF2, double AspectRatio, double AccessWidthF, double SenseVoltageV)
{
    /// <summary>Height in F.</summary>
    public double HeightF => Math.Sqrt(AreaF2 * AspectRatio);

    /// <summary>Width in F.</summary>
    public double WidthF => Math.Sqrt(AreaF2 / AspectRatio);
}
