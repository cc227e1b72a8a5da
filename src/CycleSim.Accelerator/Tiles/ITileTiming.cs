using CycleSim.Accelerator.Mapping;
using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Tiles;

/// <summary>How long an array takes for a tile whose operands are there; partial sums add up in the output buffer.</summary>
public interface ITileTiming : INamedChoice
{
    /// <summary>Cycles of a tile.</summary>
    /// <param name="rows">Rows of the array, at least 1.</param>
    /// <param name="columns">Columns of the array, at least 1.</param>
    /// <param name="tile">The tile.</param>
    /// <exception cref="OverflowException">They exceed 2^63.</exception>
    public long Cycles(int rows, int columns, in GemmTile tile);

    /// <summary>What is wrong with tiles; null when they are good.</summary>
    /// <param name="rows">Rows of the array.</param>
    /// <param name="columns">Columns of the array.</param>
    /// <param name="tiles">The tiles; none is larger than the product.</param>
    public string? Problem(int rows, int columns, GemmTiling tiles) => null;
}
