namespace CycleSim.Workloads.Lowering;

/// <summary>Where the pixels of an image are in a slice; the channels of a pixel stand side by side.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Offset">First word.</param>
/// <param name="RowStride">Words from row to row.</param>
/// <param name="ColumnStride">Words from column to column.</param>
internal readonly record struct ImageLocation(int Height, int Width, int Offset, int RowStride, int ColumnStride)
{
    /// <summary>Pixels.</summary>
    public int Pixels => Height * Width;

    /// <summary>First word of a pixel.</summary>
    public int WordOf(int row, int column) => Offset + row * RowStride + column * ColumnStride;

    /// <summary>First word of a pixel by its row-major index.</summary>
    public int WordOf(int pixel) => WordOf(pixel / Width, pixel % Width);
}
