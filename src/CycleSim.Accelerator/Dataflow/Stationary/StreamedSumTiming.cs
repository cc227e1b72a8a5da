using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Dataflow.Stationary;

/// <summary>
/// Outputs leave the bottom edge in the order in which words stream. The start of a fold is here the step of its first sum.
/// </summary>
/// <param name="array">The arrays.</param>
internal sealed class StreamedSumTiming(SystolicArraySpec array) : IOutputTiming
{
    /// <summary>A fold has all rows of its block.</summary>
    public int FoldRows => int.MaxValue;

    /// <inheritdoc />
    public int FoldColumns => array.FoldColumns;

    /// <inheritdoc />
    public bool LowerRowsFirst => false;

    /// <summary>Trimmed folds follow each other when the last sum has left.</summary>
    public bool FoldsOverlap => !array.TrimEdgeFolds;

    /// <summary>Row sums are added up in a column of their own beside the first one.</summary>
    public long RowSumStep => 0;

    /// <inheritdoc />
    public long OutputStep(int rows, int row, int column) => row + column % array.Columns;

    /// <inheritdoc />
    public long FirstOutputStep(int rows, int column) => column % array.Columns;
}
