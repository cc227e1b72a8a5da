using CycleSim.Accelerator.Machine;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Dataflow;

/// <summary>
/// The outputs of a GEMM as lines of a tensor: which lines a row of a fold writes, or reads of a tensor of the same shape beside it.
/// </summary>
internal sealed class OutputPanels
{
    private readonly GemmOutput _output;
    private readonly TensorLayout _layout;
    private readonly List<LineRun> _pieces = [];
    private readonly Dictionary<(int Start, int Count), RowLines> _rows = [];

    internal OutputPanels(GemmOperation gemm, TensorLayout layout, ArrayGeometry geometry)
    {
        _output = gemm.Output;
        _layout = layout;
        Geometry = geometry;
        Depth = gemm.K;
        VectorOffset = gemm.VectorOffset;
    }

    internal ArrayGeometry Geometry { get; }

    /// <summary>Reduction dimension K: products summed into each output.</summary>
    internal long Depth { get; }

    /// <summary>First word of the bias or of the row sums.</summary>
    internal int VectorOffset { get; }

    internal SliceRange Slices => _output.Slices;

    internal int WordsPerLine => _layout.WordsPerLine;

    /// <summary>Columns that share an output port: those of a line.</summary>
    internal int GroupColumns => WordsPerLine;

    internal long FirstRow(Fold fold) => (long)fold.RowTile * Geometry.Rows;

    /// <summary>First word that a column of a row at a location is.</summary>
    internal int WordOf(int location, int column) => _output.WordBase[location] + column;

    /// <summary>The bytes that <paramref name="count"/> words from one on have in each of the lines that they touch.</summary>
    internal RowLines LinesOf(int word, int count)
    {
        int start = word % WordsPerLine;
        if (_rows.TryGetValue((start, count), out RowLines? found))
            return found;
        var bytes = new List<int>();
        for (int done = 0; done < count;)
        {
            int here = Math.Min(count - done, WordsPerLine - (start + done) % WordsPerLine);
            bytes.Add(here * _layout.WordBytes);
            done += here;
        }

        var result = new RowLines([.. bytes]);
        _rows.Add((start, count), result);
        return result;
    }

    /// <summary>The lines a fold writes, as runs of DRAM lines in ascending order.</summary>
    internal List<LineRun> Footprint(Fold fold)
    {
        List<LineRun> pieces = _pieces;
        pieces.Clear();
        long row = FirstRow(fold);
        long end = row + fold.Rows;
        while (row < end)
        {
            (long location, long slice) = Math.DivRem(row, Slices.Count);
            long count = Math.Min(Slices.Count - slice, end - row);
            int word = WordOf((int)location, fold.ColumnTile * Geometry.Columns);
            for (int line = word / WordsPerLine; line <= (word + fold.Columns - 1) / WordsPerLine; line++)
                pieces.Add(new LineRun(_layout.DramLine(line, Slices.First + (int)slice), count));
            row += count;
        }

        return LineRun.Merge(pieces);
    }

    /// <summary>Lines that follow each other, and the bytes of a row in each.</summary>
    internal sealed class RowLines(int[] bytes)
    {
        internal int[] Bytes { get; } = bytes;
    }
}
