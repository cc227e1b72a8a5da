using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>What sizes of tiles are multiples of, so that they fill the array.</summary>
/// <param name="M">Steps of M.</param>
/// <param name="N">Steps of N.</param>
/// <param name="K">Steps of K.</param>
internal readonly record struct TileSteps(int M, int N, int K)
{
    /// <summary>Tiles of any size.</summary>
    internal static TileSteps Any => new(1, 1, 1);

    /// <summary>
    /// Tiles that fill the arrays; with a stationary operand K lies on the rows, and the stream has whole multiples of them, too.
    /// </summary>
    internal static TileSteps Of(SystolicArraySpec array) => array.Dataflow switch
    {
        DataflowKind.InputStationary => new TileSteps(array.FoldColumns, array.Rows, array.Rows),
        _ => new TileSteps(array.Rows, array.FoldColumns, array.Rows),
    };
}
