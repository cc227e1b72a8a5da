using CycleSim.Accelerator.Dataflow.Timing;

namespace CycleSim.Accelerator.Tests.Dataflows;

/// <summary>
/// A weight-stationary array, register by register. Its control sees only what happens in the array: which words have been taken, which
/// elements have switched to their new weight. It shares no formula with the program.
/// </summary>
internal sealed class StationaryStepper
{
    private const long MaxCycles = 100_000;

    private readonly ArrayTimingQuestion _question;
    private readonly SteppedOperands _operands;
    private readonly StationaryFold[] _folds;
    private readonly bool _hasShadow;
    private readonly bool _columnsTakeTurns;
    private readonly long[,] _weights;
    private readonly long[,] _shadows;
    private readonly Word?[,] _activations;
    private readonly Word?[,] _sums;
    private long _cycle;
    private long _lastMac;
    private long _lastTaken;
    private long _firstReads;
    private long _secondReads;
    private int _loaded;
    private int _streamed;

    private StationaryStepper(ArrayTimingQuestion question)
    {
        (_question, _operands) = (question, new SteppedOperands(question.Gemm));
        _hasShadow = question.Variant is "shadow" or "shadow_global";
        _columnsTakeTurns = question.Variant is "shadow" or "follow";
        _weights = new long[question.Rows, question.Columns];
        _shadows = new long[question.Rows, question.Columns];
        _activations = new Word?[question.Rows, question.Columns];
        _sums = new Word?[question.Rows, question.Columns];
        _folds = [.. Folds()];
    }

    internal static SteppedRun Run(ArrayTimingQuestion question)
    {
        var array = new StationaryStepper(question);
        StationaryFold last = array._folds[^1];
        for (; last.Sums < last.Words * last.Columns; array._cycle++)
            array.Step();
        SteppedOperands operands = array._operands;
        return new SteppedRun(
            operands.IsProduct(), array._lastTaken + 1, array._lastMac + 1, [.. array._folds.Select(fold => fold.StreamStart!.Value)],
            new WordCounts(array._firstReads, array._secondReads, operands.Writes, operands.Reads));
    }

    private void Step()
    {
        if (_cycle > MaxCycles)
            throw new InvalidOperationException($"no end after {MaxCycles} cycles");
        // What waits for the end of something starts in the next cycle; what follows a wavefront starts with it.
        bool isEmpty = _loaded == 0 || HasEnded(_folds[_loaded - 1]);
        StartStream();
        TakeSums();
        Multiply();
        StartLoad(isEmpty);
        foreach (StationaryFold fold in _folds.Take(_loaded))
            for (int column = 0; column < fold.Columns; column++)
                ShiftIn(fold, column, _cycle - fold.LoadStart!.Value - (_columnsTakeTurns ? column : 0));
    }

    private void StartStream()
    {
        if (_streamed == _loaded || _cycle < _folds[_streamed].LoadStart + _folds[_streamed].Rows)
            return;
        if (_streamed > 0 && _cycle < _folds[_streamed - 1].StreamStart + _folds[_streamed - 1].Words)
            return;
        _folds[_streamed++].StreamStart = _cycle;
    }

    private void StartLoad(bool isEmpty)
    {
        if (_loaded == _folds.Length || _cycle < _loaded * _question.Gap)
            return;
        StationaryFold? before = _loaded == 0 ? null : _folds[_loaded - 1];
        bool isFree = before is null || _question.Variant switch
        {
            "follow" => before.FirstIsDone,
            "shadow" => before.FirstHasSwitched,
            "shadow_global" => before.LastHasSwitched,
            _ => isEmpty,
        };
        if (isFree)
            _folds[_loaded++].LoadStart = _cycle;
    }

    private bool HasEnded(StationaryFold fold) => _question.Variant == "serial"
        ? fold.Sums == fold.Words * fold.Columns
        : fold.Macs == fold.Words * fold.Rows * fold.Columns;

    // Weights of the last row come first. Where columns take turns, row r is written from r cycles after the first word on.
    private void ShiftIn(StationaryFold fold, int column, long step)
    {
        if (step < 0 || step >= fold.Rows)
            return;
        long[,] registers = _hasShadow ? _shadows : _weights;
        for (int row = _columnsTakeTurns ? (int)step : fold.Rows - 1; row > 0; row--)
            registers[row, column] = registers[row - 1, column];
        long? word = _operands.Second(fold.FirstK + fold.Rows - 1 - (int)step, fold.FirstN + column);
        _secondReads += word is null ? 0 : 1;
        registers[0, column] = word ?? 0;
    }

    private void TakeSums()
    {
        for (int row = 0; row < _question.Rows; row++)
        {
            for (int column = 0; column < _question.Columns; column++)
            {
                if (_sums[row, column] is not { } sum || row != sum.Fold.Rows - 1)
                    continue;
                _operands.Accumulate(sum.Fold.FirstM + sum.Index, sum.Fold.FirstN + column, sum.Value, sum.Fold.FirstK == 0);
                sum.Fold.Sums++;
                _lastTaken = _cycle;
            }
        }
    }

    // From the last element to the first one: each reads what its neighbours held before this cycle.
    private void Multiply()
    {
        for (int row = _question.Rows - 1; row >= 0; row--)
        {
            for (int column = _question.Columns - 1; column >= 0; column--)
            {
                Word? word = column == 0 ? Entering(row) : _activations[row, column - 1];
                if (word is { } present && (row >= present.Fold.Rows || column >= present.Fold.Columns))
                    word = null;
                _activations[row, column] = word;
                _sums[row, column] = word is { } used ? Add(used, row, column, row == 0 ? null : _sums[row - 1, column]) : null;
            }
        }
    }

    private Word Add(Word word, int row, int column, Word? above)
    {
        StationaryFold fold = word.Fold;
        if (row > 0 && (above is not { } sum || sum.Fold != fold || sum.Index != word.Index))
            throw new RegisterConflictException($"cycle {_cycle}, PE({row}, {column}): the sum from above belongs to another word");
        if (_hasShadow && word.Index == 0)
            _weights[row, column] = _shadows[row, column];
        bool isFirst = (row, column) == (0, 0);
        fold.FirstHasSwitched |= isFirst;
        fold.LastHasSwitched |= row == fold.Rows - 1 && column == fold.Columns - 1;
        fold.FirstIsDone |= isFirst && word.Index == fold.Words - 1;
        fold.Macs++;
        _lastMac = _cycle;
        return word with { Value = (above?.Value ?? 0) + word.Value * _weights[row, column] };
    }

    private Word? Entering(int row)
    {
        Word? entering = null;
        foreach (StationaryFold fold in _folds.Take(_streamed).Where(fold => row < fold.Rows))
        {
            long index = _cycle - fold.StreamStart!.Value - row;
            if (index < 0 || index >= fold.Words)
                continue;
            if (entering is not null)
                throw new RegisterConflictException($"cycle {_cycle}: two words enter row {row}");
            long? word = _operands.First(fold.FirstM + (int)index, fold.FirstK + row);
            _firstReads += word is null ? 0 : 1;
            entering = new Word(fold, (int)index, word ?? 0);
        }

        return entering;
    }

    private IEnumerable<StationaryFold> Folds()
    {
        (int rows, int columns, int block) = (_question.Rows, _question.Columns, (int)(_question.Block ?? _operands.M));
        for (int m = 0; m < _operands.M; m += block)
            for (int n = 0; n < _operands.N; n += columns)
                for (int k = 0; k < _operands.K; k += rows)
                    yield return new StationaryFold(
                        m, Math.Min(block, _operands.M - m), n, k,
                        _question.TrimEdges ? Math.Min(rows, _operands.K - k) : rows,
                        _question.TrimEdges ? Math.Min(columns, _operands.N - n) : columns);
    }

    // A word of a stream, or the sum that goes with it.
    private readonly record struct Word(StationaryFold Fold, int Index, long Value);
}
