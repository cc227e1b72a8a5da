namespace CycleSim.Accelerator.Dataflow;

/// <summary>The patterns in which outputs leave the array, each made once.</summary>
/// <param name="panels">The outputs.</param>
/// <param name="layout">Layout of the tensor that is written, or of one of the same shape that is read beside it.</param>
/// <param name="table">Keeps the patterns.</param>
internal sealed class OutputPatterns(OutputPanels panels, TensorLayout layout, PatternTable table)
{
    private readonly Dictionary<(OutputPanels.RowLines Lines, int Slice, int Count), LinePattern> _rows = [];

    internal OutputPanels Panels { get; } = panels;

    internal TensorLayout Layout { get; } = layout;

    /// <summary>Rows of one location that leave one after the other, from a slice on: downwards when the lower rows leave first.</summary>
    internal LinePattern OfRows(OutputPanels.RowLines lines, int slice, int count)
    {
        if (!_rows.TryGetValue((lines, slice, count), out LinePattern? pattern))
        {
            pattern = Make(lines, slice, count);
            _rows.Add((lines, slice, count), pattern);
        }

        return pattern;
    }

    private LinePattern Make(OutputPanels.RowLines lines, int slice, int count)
    {
        ReadOnlySpan<int> shift = Layout.BankShift;
        int direction = Panels.Timing.LowerRowsFirst ? -1 : 1;
        for (int row = 0; row < count; row++)
        {
            int at = row * direction;
            foreach ((int line, int bytes) in lines.Parts)
                table.Add(row, line + shift[slice + at] - shift[slice], bytes, line, at);
        }

        return table.Take();
    }
}
