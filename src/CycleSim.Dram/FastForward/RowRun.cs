namespace CycleSim.Dram.FastForward;

/// <summary>Bursts of a row that are requested one after the other.</summary>
/// <param name="Row">The row.</param>
/// <param name="Columns">Where they are in it.</param>
internal readonly record struct RowRun(LabelledRow Row, ColumnRun Columns)
{
    /// <summary>This run and the next one as one run of a row.</summary>
    internal bool TryJoin(in RowRun next, out RowRun joined)
    {
        joined = this;
        if (next.Row != Row || !Columns.TryJoin(next.Columns, out ColumnRun columns))
            return false;
        joined = this with { Columns = columns };
        return true;
    }
}
