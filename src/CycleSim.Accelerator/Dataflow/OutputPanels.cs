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

    internal OutputPanels(GemmOperation gemm, TensorLayout layout, IOutputTiming timing)
    {
        _output = gemm.Output;
        _layout = layout;
        Timing = timing;
        VectorOffset = gemm.VectorOffset;
    }

    /// <summary>When which output leaves the array.</summary>
    internal IOutputTiming Timing { get; }

    /// <summary>First word of the bias or of the row sums.</summary>
    internal int VectorOffset { get; }

    internal SliceRange Slices => _output.Slices;

    internal int WordsPerLine => _layout.WordsPerLine;

    /// <summary>A tensor of the same shape has each word at the same place.</summary>
    internal bool LiesAs(TensorLayout other) =>
        other.WordsPerLine == _layout.WordsPerLine && other.BlockWords == _layout.BlockWords;

    /// <summary>Columns that share an output port: those of a line.</summary>
    internal int GroupColumns => WordsPerLine;

    internal long FirstRow(Fold fold) => (long)fold.RowIndex * Timing.FoldRows;

    /// <summary>First word that a column of a row at a location is.</summary>
    internal int WordOf(int location, int column) => _output.WordBase[location] + column;

    /// <summary>The lines that <paramref name="count"/> words from one on touch, and their bytes there.</summary>
    internal RowLines LinesOf(int word, int count)
    {
        // How far a line of scales is from that of the words depends on where in the slice these are.
        int start = _layout.BlockWords == 0 ? word % WordsPerLine : word;
        if (!_rows.TryGetValue((start, count), out RowLines? lines))
        {
            int line = _layout.LineOf(start);
            lines = new RowLines([.. _layout.BytesOfWords(start, count).Select(part => (part.Line - line, part.Bytes))]);
            _rows.Add((start, count), lines);
        }

        return lines;
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
            int word = WordOf((int)location, fold.ColumnIndex * Timing.FoldColumns);
            foreach ((int line, _) in _layout.BytesOfWords(word, fold.Columns))
                pieces.Add(new LineRun(_layout.DramLine(line, Slices.First + (int)slice), count));
            row += count;
        }

        return LineRun.Merge(pieces);
    }

    /// <summary>Lines, counted from that of the first word, and the bytes of a row in each.</summary>
    internal sealed class RowLines((int Line, int Bytes)[] parts)
    {
        internal (int Line, int Bytes)[] Parts { get; } = parts;
    }
}
