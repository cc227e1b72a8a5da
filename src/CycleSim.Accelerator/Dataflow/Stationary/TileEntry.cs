using CycleSim.Accelerator.Dataflow.Timing;
using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Dataflow.Stationary;

/// <summary>When the words of stationary tiles enter the columns: a row in each step, the last one first.</summary>
/// <param name="array">The arrays.</param>
internal sealed class TileEntry(SystolicArraySpec array)
{
    private readonly bool _goesColumnByColumn = StationaryLoads.All.Get(array.TileLoad).GoesColumnByColumn;

    /// <summary>Columns of a full tile.</summary>
    internal int FoldColumns => array.FoldColumns;

    /// <summary>Step in which the word of the last filled row enters a column; rows that are not filled pass before it.</summary>
    /// <param name="fold">The fold.</param>
    /// <param name="column">The column.</param>
    internal long FirstWordStep(StationaryFold fold, int column) =>
        fold.LoadStep + array.CostRows(fold.Rows) - fold.Rows + (_goesColumnByColumn ? column % array.Columns : 0);

    /// <summary>Step in which the word of the first row enters the last column, filled or not.</summary>
    internal long EndStep(StationaryFold fold) => FirstWordStep(fold, array.Columns - 1) + fold.Rows - 1;
}
