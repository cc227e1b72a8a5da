using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Dataflow.Stationary;
using CycleSim.Accelerator.Machine;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Stationary;

/// <summary>
/// The lines that an array with a stationary operand needs, found word by word. Lanes whose words lie along a slice have a line to
/// themselves and ask for another one when they need it; lanes on neighbouring words share the lines of a group, step by step.
/// </summary>
internal sealed class StationaryWords(StationaryPlan plan, IReadOnlyList<TensorLayout> layouts)
{
    private readonly bool _isTransposed = plan.Product.IsTransposed;
    private readonly GemmOperation _gemm = plan.Product.Gemm;
    private readonly SystolicArraySpec _array = plan.Array;

    private int Rows(StationaryFold fold) => _array.TrimEdgeFolds ? fold.Rows : _array.Rows;

    private bool LoadsByColumn => _array.TileLoad is "follow" or "shadow";

    internal IEnumerable<NeededLine> Reads()
    {
        foreach (NeededLine line in Grouped(Stationary()))
            yield return line;
        foreach (NeededLine line in Grouped(Streamed()))
            yield return line;
        foreach (TensorSpec tensor in _gemm.OutputReads)
            foreach (NeededLine line in Outputs(tensor, isWrite: false))
                yield return line;
        if (_gemm.Bias is { } bias)
            foreach (NeededLine line in Bias(bias))
                yield return line;
    }

    internal IEnumerable<NeededLine> Writes()
    {
        foreach (NeededLine line in Outputs(_gemm.Output.Tensor, isWrite: true))
            yield return line;
        if (_gemm.RowSums is { } sums)
            foreach (NeededLine line in RowSums(sums))
                yield return line;
    }

    /// <summary>Each word of each stationary tile: PE(r, c) gets that of row r, which enters R - 1 - r steps after the first one.</summary>
    private IEnumerable<NeededWord> Stationary()
    {
        OperandView view = _isTransposed ? _gemm.Rows : _gemm.Columns;
        foreach (StationaryFold fold in plan.Schedule.Folds)
        {
            for (int column = 0; column < fold.Columns; column++)
            {
                long lane = (long)fold.ColumnTile * _array.FoldColumns + column;
                for (int row = fold.Rows - 1; row >= 0; row--)
                {
                    long step = fold.LoadStep + Rows(fold) - 1 - row + (LoadsByColumn ? column % _array.Columns : 0);
                    yield return new NeededWord(view, lane, fold.DepthTile * (long)_array.Rows + row, column, fold.LoadStep, step, 0);
                }
            }
        }
    }

    /// <summary>Row r takes word m in step S + r + m.</summary>
    private IEnumerable<NeededWord> Streamed()
    {
        OperandView view = _isTransposed ? _gemm.Columns : _gemm.Rows;
        foreach (StationaryFold fold in plan.Schedule.Folds)
        {
            foreach ((int stream, long first, long count) in Parts(fold.Block))
                for (int row = 0; row < fold.Rows; row++)
                    for (long word = 0; word < count; word++)
                        yield return new NeededWord(
                            view, first + word, fold.DepthTile * (long)_array.Rows + row, row, fold.StartStep, fold.StartStep + row + word,
                            stream)
                        {
                            IsAlongStream = true,
                        };
        }
    }

    private IEnumerable<(int Stream, long First, long Count)> Parts(int block)
    {
        long first = plan.Blocks.Take(block).Sum(before => before.Parts.Sum(part => part.Words));
        int stream = 0;
        foreach (StationaryProduct part in plan.Blocks[block].Parts)
        {
            yield return (stream++, first, part.Words);
            first += part.Words;
        }
    }

    private IEnumerable<NeededLine> Grouped(IEnumerable<NeededWord> words)
    {
        foreach (IGrouping<(long, int, int), NeededWord> fold in words.GroupBy(word => (word.Fold, word.Stream, word.GroupOf(layouts))))
        {
            if (fold.First().HasOwnLines)
            {
                NeededLine? last = null;
                foreach (NeededWord word in fold.OrderBy(word => word.Step))
                {
                    if (word.LineOf(layouts, 0) is not { } line || (last?.Line, last?.Slice) == (line.Line, line.Slice))
                        continue;
                    last = line;
                    yield return line;
                }

                continue;
            }

            int first = fold.Min(word => word.Lane);
            bool isSkewed = fold.First().IsAlongStream || LoadsByColumn;
            IEnumerable<NeededLine?> lines = fold.Select(word => word.LineOf(layouts, isSkewed ? word.Lane - first : 0));
            foreach (NeededLine line in lines.OfType<NeededLine>().Distinct())
                yield return line;
        }
    }

    /// <summary>Complete sums: that of word m leaves column c in step S + R + c + m.</summary>
    private IEnumerable<NeededLine> Outputs(TensorSpec tensor, bool isWrite)
    {
        TensorLayout layout = layouts[tensor.Id];
        foreach (StationaryFold fold in plan.Schedule.Folds.Where(fold => fold.DepthTile == (_gemm.K - 1) / _array.Rows))
        {
            foreach ((_, long firstWord, long count) in Parts(fold.Block))
            {
                var found = new Dictionary<(int Line, int Slice, long Row), long>();
                for (long word = 0; word < count; word++)
                {
                    for (int column = 0; column < fold.Columns; column++)
                    {
                        long other = (long)fold.ColumnTile * _array.FoldColumns + column;
                        (long m, long n) = _isTransposed ? (other, firstWord + word) : (firstWord + word, other);
                        (long location, long within) = Math.DivRem(m, _gemm.Output.Slices.Count);
                        int line = layout.LineOf(_gemm.Output.WordBase[(int)location] + (int)n);
                        int slice = _gemm.Output.Slices.First + (int)within;
                        // A group of columns hands its lines over after its last column; its first step is that of its last column then.
                        int group = column / layout.WordsPerLine * layout.WordsPerLine;
                        int by = _isTransposed ? column : Math.Min(
                            group + layout.WordsPerLine, _array.TrimEdgeFolds ? fold.Columns : _array.FoldColumns) - 1;
                        long step = fold.StartStep + Rows(fold) + by % _array.Columns + word;
                        (int, int, long) key = (line, slice, _isTransposed ? m : m * 100_000 + group);
                        found[key] = found.TryGetValue(key, out long known)
                            ? isWrite ? Math.Max(known, step) : Math.Min(known, step)
                            : step;
                    }
                }

                foreach (((int line, int slice, _), long step) in found)
                    yield return new NeededLine(tensor.Role, step, line, slice);
            }
        }
    }

    private IEnumerable<NeededLine> Bias(TensorSpec bias)
    {
        TensorLayout layout = layouts[bias.Id];
        foreach (StationaryFold fold in plan.Schedule.Folds.Where(fold => fold.DepthTile == (_gemm.K - 1) / _array.Rows))
        {
            foreach ((_, long firstWord, long count) in Parts(fold.Block))
            {
                var found = new Dictionary<(int Line, int Group), long>();
                long words = _isTransposed ? count : fold.Columns;
                for (int word = 0; word < words; word++)
                {
                    long n = _isTransposed ? firstWord + word : (long)fold.ColumnTile * _array.FoldColumns + word;
                    int group = _isTransposed ? 0 : word / layout.WordsPerLine * layout.WordsPerLine;
                    long step = fold.StartStep + Rows(fold) + (_isTransposed ? word : group % _array.Columns);
                    found.TryAdd((layout.LineOf(_gemm.VectorOffset + (int)n), group), step);
                }

                foreach (((int line, _), long step) in found)
                    yield return new NeededLine(bias.Role, step, line, 0);
            }
        }
    }

    private IEnumerable<NeededLine> RowSums(TensorSpec sums)
    {
        TensorLayout layout = layouts[sums.Id];
        foreach (StationaryFold fold in plan.Schedule.Folds.Where(fold => fold.DepthTile == (_gemm.K - 1) / _array.Rows))
        {
            if (_isTransposed ? fold.Block > 0 : fold.ColumnTile > 0)
                continue;
            IEnumerable<(int, long, long)> parts = _isTransposed
                ? [(0, (long)fold.ColumnTile * _array.FoldColumns, fold.Columns)]
                : Parts(fold.Block);
            foreach ((_, long first, long count) in parts)
            {
                var found = new Dictionary<int, long>();
                for (int word = 0; word < count; word++)
                {
                    long step = _isTransposed
                        ? fold.LoadStep + Rows(fold) - 1 + (LoadsByColumn ? _array.Columns - 1 : 0)
                        : fold.StartStep + Rows(fold) + word;
                    int line = layout.LineOf(_gemm.VectorOffset + (int)(first + word));
                    found[line] = Math.Max(found.GetValueOrDefault(line), step);
                }

                foreach ((int line, long step) in found)
                    yield return new NeededLine(sums.Role, step, line, 0);
            }
        }
    }
}
