namespace CycleSim.Accelerator.Dataflow;

/// <summary>Which tiles follow each other.</summary>
public enum TileOrder
{
    /// <summary>Row tiles run fastest; the column operand's panel stays.</summary>
    RowsFirst,

    /// <summary>Column tiles run fastest; the row operand's panel stays.</summary>
    ColumnsFirst,
}
