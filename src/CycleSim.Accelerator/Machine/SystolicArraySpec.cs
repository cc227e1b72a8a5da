namespace CycleSim.Accelerator.Machine;

/// <summary>
/// A systolic array, or several in lockstep: sizes, dataflow and how folds end. <c>MachineTiming</c> says how long a machine with it takes
/// for a product.
/// </summary>
/// <param name="Rows">Rows R of processing elements of an array, at least 1.</param>
/// <param name="Columns">Columns C of an array, at least 1.</param>
/// <param name="Drain">How folds end.</param>
/// <param name="TrimEdgeFolds">Folds that fill fewer rows or columns cost only those (physical drain; stationary: variant serial).</param>
public sealed record SystolicArraySpec(int Rows, int Columns, DrainMode Drain, bool TrimEdgeFolds)
{
    /// <summary>Largest number of rows, and of columns, of an array.</summary>
    internal const int MaxSide = 4096;

    /// <summary>Largest number of arrays.</summary>
    internal const int MaxArrays = 64;

    /// <summary>The variant of a machine that names none.</summary>
    public const string DefaultTileLoad = "shadow";

    /// <summary>Arrays that step in lockstep and share the operand that enters from the left, at least 1.</summary>
    public int Arrays { get; init; } = 1;

    /// <summary>What stays in the processing elements.</summary>
    public DataflowKind Dataflow { get; init; } = DataflowKind.OutputStationary;

    /// <summary>
    /// Name of the variant of the dataflow that says when the next stationary tile is loaded; of weight and input stationary arrays.
    /// </summary>
    public string TileLoad { get; init; } = DefaultTileLoad;

    /// <summary>An operand stays in the array, and outputs do not.</summary>
    public bool HasStationaryOperand => Dataflow != DataflowKind.OutputStationary;

    /// <summary>Columns of all arrays, which a fold fills.</summary>
    public int FoldColumns => checked(Columns * Arrays);

    /// <summary>Outputs of the lower rows leave first (not in SCALE-Sim's counting, where each leaves when it is done).</summary>
    public bool DrainsBottomFirst => Drain != DrainMode.Scalesim;

    /// <summary>Rows of an array that a fold costs: all, unless edges are trimmed.</summary>
    /// <param name="rows">Rows it fills.</param>
    public int CostRows(int rows) => TrimEdgeFolds ? rows : Rows;

    /// <summary>Columns of an array that a fold costs: all, unless edges are trimmed.</summary>
    /// <param name="columns">Columns it fills, of all arrays.</param>
    public int CostColumns(int columns) => TrimEdgeFolds ? Math.Min(columns, Columns) : Columns;
}
