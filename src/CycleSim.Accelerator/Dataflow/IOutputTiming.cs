namespace CycleSim.Accelerator.Dataflow;

/// <summary>In which order, and in which steps of a fold, outputs reach the edge of the array.</summary>
internal interface IOutputTiming
{
    /// <summary>Output rows from a row of folds to the next.</summary>
    public int FoldRows { get; }

    /// <summary>Output columns from a column of folds to the next.</summary>
    public int FoldColumns { get; }

    /// <summary>Outputs of the lower rows leave first.</summary>
    public bool LowerRowsFirst { get; }

    /// <summary>Outputs of a fold may leave when the next one has started.</summary>
    public bool FoldsOverlap { get; }

    /// <summary>Step in which the sum of the operands of the first row is complete; those of the others follow, a step each.</summary>
    public long RowSumStep { get; }

    /// <summary>Step, counted from the fold's start, in which an output reaches the edge.</summary>
    /// <param name="rows">Rows the fold fills.</param>
    /// <param name="row">Row of the output.</param>
    /// <param name="column">Column of the output.</param>
    public long OutputStep(int rows, int row, int column);

    /// <summary>Step, counted from the fold's start, in which the first output of a column reaches the edge.</summary>
    /// <param name="rows">Rows the fold fills.</param>
    /// <param name="column">The column.</param>
    public long FirstOutputStep(int rows, int column);
}
