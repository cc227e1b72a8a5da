namespace CycleSim.Accelerator.Dataflow;

/// <summary>Which folds follow each other.</summary>
public enum FoldOrder
{
    /// <summary>Folds along the rows run fastest; the column operand's panel stays.</summary>
    RowsFirst,

    /// <summary>Folds along the columns run fastest; the row operand's panel stays.</summary>
    ColumnsFirst,
}
