using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Mapping;

/// <summary>Sizes of tiles in words. A tile that is larger than its matrix, or at an edge, holds what there is.</summary>
/// <param name="Tm">Rows of a tile of A and C, 1 to <see cref="GemmShape.MaxSize"/>.</param>
/// <param name="Tn">Columns of a tile of B and C, 1 to <see cref="GemmShape.MaxSize"/>.</param>
/// <param name="Tk">Columns of a tile of A, rows of a tile of B, 1 to <see cref="GemmShape.MaxSize"/>.</param>
/// <exception cref="ArgumentOutOfRangeException">A size is not 1 to <see cref="GemmShape.MaxSize"/>.</exception>
public sealed record GemmTiling(long Tm, long Tn, long Tk)
{
    /// <summary>Rows of a tile of A and C.</summary>
    public long Tm { get; } = GemmShape.Checked(Tm);

    /// <summary>Columns of a tile of B and C.</summary>
    public long Tn { get; } = GemmShape.Checked(Tn);

    /// <summary>Columns of a tile of A, rows of a tile of B.</summary>
    public long Tk { get; } = GemmShape.Checked(Tk);

    internal PerDimension Sizes => new(Tm, Tn, Tk);
}
