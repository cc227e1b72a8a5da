using CycleSim.Accelerator.Machine;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Dataflow;

/// <summary>The outputs of a GEMM as lines: which lines a row of a fold writes.</summary>
internal sealed class OutputPanels
{
    private readonly GemmOutput _output;
    private readonly TensorLayout _layout;
    private readonly int _wordBytes;
    private readonly Dictionary<(int Location, int Column), RowLines> _rows = [];

    internal OutputPanels(GemmOperation gemm, TensorLayout layout, ArrayGeometry geometry, int wordBytes)
    {
        _output = gemm.Output;
        _layout = layout;
        _wordBytes = wordBytes;
        Geometry = geometry;
        Depth = gemm.K;
    }

    internal ArrayGeometry Geometry { get; }

    /// <summary>Reduction dimension K: products summed into each output.</summary>
    internal long Depth { get; }

    internal int Slices => _output.Tensor.Slices;

    internal int WordsPerLine => _layout.WordsPerLine;

    /// <summary>Columns that share an output port: those of a line.</summary>
    internal int GroupColumns => WordsPerLine;

    internal long FirstRow(Fold fold) => (long)fold.RowTile * Geometry.Rows;

    /// <summary>Lines that columns [column, column + count) of a row at a location touch, with the bytes written in each.</summary>
    internal RowLines LinesOf(int location, int column, int count)
    {
        if (_rows.TryGetValue((location, column), out RowLines? found))
            return found;
        int word = _output.WordBase[location] + column;
        var lines = new List<int>();
        var bytes = new List<int>();
        for (int done = 0; done < count;)
        {
            int here = Math.Min(count - done, WordsPerLine - (word + done) % WordsPerLine);
            lines.Add((word + done) / WordsPerLine);
            bytes.Add(here * _wordBytes);
            done += here;
        }

        var result = new RowLines([.. lines], [.. bytes]);
        _rows.Add((location, column), result);
        return result;
    }

    /// <summary>The lines a fold writes, as runs of DRAM lines in ascending order.</summary>
    internal List<LineRun> Footprint(Fold fold)
    {
        var pieces = new List<LineRun>();
        long row = FirstRow(fold);
        long end = row + fold.Rows;
        while (row < end)
        {
            (long location, long slice) = Math.DivRem(row, Slices);
            long count = Math.Min(Slices - slice, end - row);
            for (int column = 0; column < fold.Columns; column += GroupColumns)
            {
                int width = Math.Min(GroupColumns, fold.Columns - column);
                foreach (int line in LinesOf((int)location, fold.ColumnTile * Geometry.Columns + column, width).Lines)
                    pieces.Add(new LineRun(_layout.DramLine(line, (int)slice), count));
            }

            row += count;
        }

        return LineRun.Merge(pieces);
    }

    /// <summary>Lines that a row writes, and the bytes in each.</summary>
    internal sealed class RowLines(int[] lines, int[] bytes)
    {
        internal int[] Lines { get; } = lines;

        internal int[] Bytes { get; } = bytes;
    }
}
