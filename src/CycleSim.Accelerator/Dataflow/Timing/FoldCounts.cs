namespace CycleSim.Accelerator.Dataflow.Timing;

/// <summary>How a GEMM is cut into folds.</summary>
/// <param name="RowFolds">Tiles of the dimension that lies on the rows of the array.</param>
/// <param name="ColumnFolds">Tiles of the dimension that lies on its columns.</param>
/// <param name="Blocks">Blocks of the streamed dimension, each of which meets all tiles; 1 where blocks are no folds of their own.</param>
/// <param name="MappingEfficiency">Share of the processing elements that a fold uses on average, above 0 to 1.</param>
public sealed record FoldCounts(long RowFolds, long ColumnFolds, long Blocks, double MappingEfficiency)
{
    /// <summary>Folds of one block.</summary>
    /// <exception cref="OverflowException">More than 2^63 - 1.</exception>
    public long FoldsOfBlock => checked(RowFolds * ColumnFolds);

    /// <summary>Folds in all.</summary>
    /// <exception cref="OverflowException">More than 2^63 - 1.</exception>
    public long All => checked(FoldsOfBlock * Blocks);

    /// <summary>Cuts the two dimensions that lie on the array into tiles.</summary>
    /// <param name="question">Gives the sides of the array.</param>
    /// <param name="onRows">Size of the dimension on its rows.</param>
    /// <param name="onColumns">Size of the dimension on its columns.</param>
    /// <param name="blocks">Blocks of the streamed dimension.</param>
    internal static FoldCounts Of(ArrayTimingQuestion question, long onRows, long onColumns, long blocks)
    {
        long rows = BlockSplit.Of(onRows, question.Rows).Count;
        long columns = BlockSplit.Of(onColumns, question.Columns).Count;
        double available = (double)rows * question.Rows * ((double)columns * question.Columns);
        return new FoldCounts(rows, columns, blocks, (double)onRows * onColumns / available);
    }
}
