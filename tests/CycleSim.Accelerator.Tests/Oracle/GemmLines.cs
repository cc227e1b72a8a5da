using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Machine;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>The lines that a GEMM moves, found word by word: each element of each operand, each output, each sum.</summary>
internal sealed class GemmLines
{
    private readonly GemmOperation _gemm;
    private readonly IReadOnlyList<TensorLayout> _layouts;
    private readonly MachineSpec _spec;
    private readonly int?[][] _rowWords;
    private readonly int?[][] _columnWords;

    internal GemmLines(GemmOperation gemm, IReadOnlyList<TensorLayout> layouts, MachineSpec spec)
    {
        (_gemm, _layouts, _spec) = (gemm, layouts, spec);
        _rowWords = [.. gemm.Rows.Locations.Select(runs => WordsAt(gemm.Rows, runs))];
        _columnWords = [.. gemm.Columns.Locations.Select(runs => WordsAt(gemm.Columns, runs))];
    }

    /// <summary>The folds in an order.</summary>
    internal List<OracleFold> Folds(bool rowsFirst)
    {
        var folds = new List<OracleFold>();
        int rowFolds = FoldsOf(_gemm.M, _spec.Array.Rows);
        int columnFolds = FoldsOf(_gemm.N, _spec.Array.Columns);
        for (int slow = 0; slow < (rowsFirst ? columnFolds : rowFolds); slow++)
            for (int fast = 0; fast < (rowsFirst ? rowFolds : columnFolds); fast++)
                folds.Add(FoldAt(rowsFirst ? fast : slow, rowsFirst ? slow : fast));
        return folds;
    }

    /// <summary>
    /// What a group of lanes reads: lanes on words share lines and read them anew for each element; a lane on slices reads on along the
    /// words of its own, and reads a line again only after another one. It keeps the line of the scale and that of the word.
    /// </summary>
    internal List<PortLine> OfLanes(OperandView view, IReadOnlyList<OracleFold> folds, int lane, int lanes)
    {
        var lines = new List<PortLine>();
        TensorLayout layout = LayoutOf(view.Tensor);
        for (int f = 0; f < folds.Count; f++)
        {
            (int first, int filled) = LanesOf(view, folds[f]);
            var held = new List<int>();
            for (long element = 0; element < view.Depth; element++)
            {
                if (view.LaneAxis == LaneAxis.Words)
                    held = [];
                for (int i = lane; i < Math.Min(lane + lanes, filled); i++)
                {
                    if (WordAt(view, first + i, element) is not { } word)
                        continue;
                    int[] needed = [.. Words(view.Tensor).LinesOf(word.Word)];
                    foreach (int line in needed.Except(held))
                        lines.Add(new PortLine(layout, line, word.Slice, 0, new PortKey(f, element)));
                    held = [.. needed];
                }
            }
        }

        return lines;
    }

    /// <summary>What a group of columns writes, or reads at the same time, row by row as the rows leave.</summary>
    internal List<PortLine> OfOutputs(TensorSpec tensor, IReadOnlyList<OracleFold> folds, int column, int columns)
    {
        var lines = new List<PortLine>();
        for (int f = 0; f < folds.Count; f++)
        {
            OracleFold fold = folds[f];
            IEnumerable<int> rows = Enumerable.Range(0, fold.Rows);
            foreach (int row in _spec.Array.Drain == DrainMode.Scalesim ? rows : rows.Reverse())
                lines.AddRange(OfWords(
                    tensor, SliceOfRow(fold.FirstRow + row), OutputWords(fold, row, column, columns), new PortKey(f, row)));
        }

        return lines;
    }

    /// <summary>The part of the bias that a group of columns reads for each fold, when its first output leaves.</summary>
    internal List<PortLine> OfBias(IReadOnlyList<OracleFold> folds, int column, int columns)
    {
        var lines = new List<PortLine>();
        for (int f = 0; f < folds.Count; f++)
        {
            OracleFold fold = folds[f];
            int firstOut = _spec.Array.Drain == DrainMode.Scalesim ? 0 : fold.Rows - 1;
            lines.AddRange(OfWords(_gemm.Bias!, 0, BiasWords(fold, column, columns), new PortKey(f, firstOut)));
        }

        return lines;
    }

    /// <summary>The sums of rows in folds of the first column of folds: a line is written when the last of its rows is done.</summary>
    internal List<PortLine> OfRowSums(IReadOnlyList<OracleFold> folds)
    {
        var lines = new List<PortLine>();
        for (int f = 0; f < folds.Count; f++)
        {
            foreach (PortLine line in OfWords(_gemm.RowSums!, 0, RowSumWords(folds[f]), new PortKey(f, 0)))
            {
                int last = RowSumWords(folds[f]).Last(word => Words(_gemm.RowSums!).LinesOf(word).Contains(line.Line));
                lines.Add(line with { Key = new PortKey(f, last - _gemm.VectorOffset - folds[f].FirstRow) });
            }
        }

        return [.. lines.OrderBy(line => line.Key.Fold).ThenBy(line => line.Key.Index)];
    }

    /// <summary>The distinct lines of an operand that a fold uses, in DRAM order.</summary>
    internal long[] FootprintOf(OperandView view, OracleFold fold)
    {
        TensorLayout layout = LayoutOf(view.Tensor);
        (int first, int filled) = LanesOf(view, fold);
        var lines = new SortedSet<long>();
        for (int lane = first; lane < first + filled; lane++)
            for (long element = 0; element < view.Depth; element++)
                if (WordAt(view, lane, element) is { } word)
                    lines.UnionWith(Words(view.Tensor).LinesOf(word.Word).Select(line => layout.DramLine(line, word.Slice)));
        return [.. lines];
    }

    internal long[] FootprintOfOutputs(TensorSpec tensor, OracleFold fold) =>
        InDramOrder(OfOutputs(tensor, [fold], 0, fold.Columns));

    internal long[] FootprintOfBias(OracleFold fold) => InDramOrder(OfBias([fold], 0, fold.Columns));

    internal long[] FootprintOfRowSums(OracleFold fold) => InDramOrder(OfRowSums([fold]));

    private static long[] InDramOrder(List<PortLine> lines) =>
        [.. lines.Select(line => line.Layout.DramLine(line.Line, line.Slice)).Distinct().Order()];

    /// <summary>The word at each position of a location; null where there is padding.</summary>
    private static int?[] WordsAt(OperandView view, IEnumerable<WordRun> runs)
    {
        var words = new int?[view.Words];
        foreach (WordRun run in runs)
            for (int i = 0; i < run.Length; i++)
                words[run.At + i] = run.Word + i;
        return words;
    }

    private (int Word, int Slice)? WordAt(OperandView view, long lane, long element)
    {
        (long pair, long position) = view.LaneAxis == LaneAxis.Slices ? (lane, element) : (element, lane);
        int?[][] words = IsRows(view) ? _rowWords : _columnWords;
        int? word = words[pair / view.Slices.Count][position];
        return word is { } at ? (at, view.Slices.First + (int)(pair % view.Slices.Count)) : null;
    }

    private (int First, int Filled) LanesOf(OperandView view, OracleFold fold) =>
        IsRows(view) ? (fold.FirstRow, fold.Rows) : (fold.FirstColumn, fold.Columns);

    private bool IsRows(OperandView view) => ReferenceEquals(view, _gemm.Rows);

    private int SliceOfRow(int row) => _gemm.Output.Slices.First + row % _gemm.Output.Slices.Count;

    private IEnumerable<int> OutputWords(OracleFold fold, int row, int column, int columns)
    {
        int first = _gemm.Output.WordBase[(fold.FirstRow + row) / _gemm.Output.Slices.Count];
        return ColumnsOf(fold, column, columns).Select(n => first + n);
    }

    private IEnumerable<int> BiasWords(OracleFold fold, int column, int columns) =>
        ColumnsOf(fold, column, columns).Select(n => _gemm.VectorOffset + n);

    private static IEnumerable<int> ColumnsOf(OracleFold fold, int column, int columns) =>
        Enumerable.Range(0, columns).Select(i => column + i).Where(c => c < fold.Columns).Select(c => fold.FirstColumn + c);

    private IEnumerable<int> RowSumWords(OracleFold fold) =>
        fold.ColumnIndex == 0 ? Enumerable.Range(_gemm.VectorOffset + fold.FirstRow, fold.Rows) : [];

    /// <summary>The lines that neighbouring words and their scales lie in, with the bytes of them.</summary>
    private IEnumerable<PortLine> OfWords(TensorSpec tensor, int slice, IEnumerable<int> words, PortKey key) =>
        Words(tensor).Of([.. words]).Select(line => new PortLine(LayoutOf(tensor), line.Line, slice, line.Bytes, key));

    private OracleWords Words(TensorSpec tensor) => new(tensor, _spec);

    private TensorLayout LayoutOf(TensorSpec tensor) => _layouts[tensor.Id];

    private static int FoldsOf(long length, int edge) => (int)((length + edge - 1) / edge);

    private OracleFold FoldAt(int rowIndex, int columnIndex)
    {
        (int row, int column) = (rowIndex * _spec.Array.Rows, columnIndex * _spec.Array.Columns);
        return new OracleFold(
            rowIndex, columnIndex, row, column, (int)Math.Min(_spec.Array.Rows, _gemm.M - row),
            (int)Math.Min(_spec.Array.Columns, _gemm.N - column));
    }
}
