using CycleSim.Accelerator.Dataflow.Timing;

namespace CycleSim.Accelerator.Tests.Dataflows;

/// <summary>
/// An output-stationary array, register by register, with K in blocks. Its control sees only what happens in the array; for shadow
/// accumulators, the smallest distance of folds without a conflict is found by trying.
/// </summary>
internal sealed class OutputStepper
{
    private const long MaxCycles = 100_000;

    private readonly ArrayTimingQuestion _question;
    private readonly SteppedOperands _operands;
    private readonly long _distance;
    private readonly bool _isShadow;
    private readonly int _block;
    private readonly int _rowFolds;
    private readonly int _columnFolds;
    private readonly List<OutputWord?> _entered = [];
    private readonly List<long> _starts = [];
    private readonly long[,] _accumulators;
    private readonly Output?[,] _outputs;
    private readonly HashSet<(int Part, int Column)> _leaving = [];
    private readonly Dictionary<int, int> _left = [];
    private readonly Dictionary<int, int> _macs = [];
    private OutputWord? _last;
    private long _cycle;
    private long _lastMac;
    private long _lastLeft;
    private long _firstReads;
    private long _secondReads;

    private OutputStepper(ArrayTimingQuestion question, long distance)
    {
        (_question, _operands, _distance) = (question, new SteppedOperands(question.Gemm), distance);
        _isShadow = question.Variant == "kshadow";
        _block = (int)(question.Block ?? _operands.K);
        (_rowFolds, _columnFolds) = (Tiles(_operands.M, question.Rows), Tiles(_operands.N, question.Columns));
        _accumulators = new long[question.Rows, question.Columns];
        _outputs = new Output?[question.Rows, question.Columns];
    }

    internal static SteppedRun Run(ArrayTimingQuestion question)
    {
        for (long distance = 1; ; distance++)
        {
            try
            {
                return new OutputStepper(question, distance).Run();
            }
            catch (RegisterConflictException) when (question.Variant == "kshadow")
            {
            }
        }
    }

    private SteppedRun Run()
    {
        int parts = _rowFolds * _columnFolds * (_question.Variant == "kspill" ? Tiles(_operands.K, _block) : 1);
        for (; !HasLeft(parts - 1); _cycle++)
            Step();
        return new SteppedRun(
            _operands.IsProduct(), _lastLeft + 1, _lastMac + 1, _starts,
            new WordCounts(_firstReads, _secondReads, _operands.Writes, _operands.Reads));
    }

    private void Step()
    {
        if (_cycle > MaxCycles)
            throw new InvalidOperationException($"no end after {MaxCycles} cycles");
        OutputWord? entering = Next();
        _entered.Add(entering);
        if (entering is { K: 0 })
            _starts.Add(_cycle);
        _last = entering ?? _last;
        MoveOutputsDown();
        for (int row = 0; row < _question.Rows; row++)
            for (int column = 0; column < _question.Columns; column++)
                Multiply(row, column);
    }

    // The word that enters lane 0 in this cycle; null for a bubble.
    private OutputWord? Next()
    {
        bool isNewFold = _last is null || _last.K == _operands.K - 1;
        (int fold, int k) = isNewFold ? ((_last?.Fold ?? -1) + 1, 0) : (_last!.Fold, _last.K + 1);
        bool startsBlock = k % _block == 0;
        if (fold == _rowFolds * _columnFolds || (isNewFold ? !CanStartFold() : startsBlock && !CanStartBlock(k / _block)))
            return null;
        bool spills = _question.Variant == "kspill";
        bool endsBlock = k % _block == _block - 1 || k == _operands.K - 1;
        return new OutputWord(
            fold, k, spills && startsBlock || isNewFold ? (_last?.Part ?? -1) + 1 : _last!.Part,
            spills ? startsBlock : isNewFold, spills ? endsBlock : k == _operands.K - 1);
    }

    private bool CanStartFold() => _last is null || (_isShadow ? _cycle >= _starts[^1] + _distance : HasLeft(_last.Part));

    private bool CanStartBlock(int block)
    {
        if (_cycle < _starts[^1] + block * _question.Gap)
            return false;
        return _question.Variant switch
        {
            "ksync" => _macs[_last!.Fold] == block * _block * _question.Rows * _question.Columns,
            "kspill" => HasLeft(_last!.Part),
            _ => true,
        };
    }

    // Sums of a column leave from the cycle after its bottom element is done.
    private void MoveOutputsDown()
    {
        for (int row = _question.Rows - 1; row >= 0; row--)
        {
            for (int column = 0; column < _question.Columns; column++)
            {
                if (_outputs[row, column] is not { } output || !_leaving.Contains((output.Word.Part, column)))
                    continue;
                _outputs[row, column] = null;
                if (row == RowsOf(output.Word.Fold) - 1)
                    Leave(output, column);
                else
                    Put(output, row + 1, column);
            }
        }
    }

    private void Put(Output output, int row, int column)
    {
        if (_outputs[row, column] is not null)
            throw new RegisterConflictException($"cycle {_cycle}, PE({row}, {column}): two sums in one register");
        _outputs[row, column] = output;
    }

    private void Leave(Output output, int column)
    {
        OutputWord word = output.Word;
        _left[word.Part] = _left.GetValueOrDefault(word.Part) + 1;
        _lastLeft = _cycle;
        (int m, int n) = Corner(word.Fold);
        bool isFirst = word.K < _block || _question.Variant != "kspill";
        _operands.Accumulate(m + output.Row, n + column, output.Sum, isFirst);
    }

    private void Multiply(int row, int column)
    {
        int entered = (int)_cycle - row - column;
        if (entered < 0 || _entered[entered] is not { } word || row >= RowsOf(word.Fold) || column >= ColumnsOf(word.Fold))
            return;
        (int m, int n) = Corner(word.Fold);
        (long? first, long? second) = (_operands.First(m + row, word.K), _operands.Second(word.K, n + column));
        _firstReads += column == 0 && first is not null ? 1 : 0;
        _secondReads += row == 0 && second is not null ? 1 : 0;
        if (!_isShadow && _outputs[row, column] is not null)
            throw new RegisterConflictException($"cycle {_cycle}, PE({row}, {column}): the accumulator holds a finished sum");
        _accumulators[row, column] = (word.IsFirst ? 0 : _accumulators[row, column]) + (first ?? 0) * (second ?? 0);
        _macs[word.Fold] = _macs.GetValueOrDefault(word.Fold) + 1;
        _lastMac = _cycle;
        if (!word.IsLast)
            return;
        Put(new Output(word, row, _accumulators[row, column]), row, column);
        if (row == RowsOf(word.Fold) - 1)
            _leaving.Add((word.Part, column));
    }

    private bool HasLeft(int part) =>
        _left.GetValueOrDefault(part) == RowsOf(FoldOf(part)) * ColumnsOf(FoldOf(part));

    private int FoldOf(int part) => _question.Variant == "kspill" ? part / Tiles(_operands.K, _block) : part;

    private (int M, int N) Corner(int fold) => (fold / _columnFolds * _question.Rows, fold % _columnFolds * _question.Columns);

    private int RowsOf(int fold) =>
        _question.TrimEdges ? Math.Min(_question.Rows, _operands.M - Corner(fold).M) : _question.Rows;

    private int ColumnsOf(int fold) =>
        _question.TrimEdges ? Math.Min(_question.Columns, _operands.N - Corner(fold).N) : _question.Columns;

    private static int Tiles(int size, int side) => (size + side - 1) / side;

    // A finished sum, and the row in which it was added up.
    private sealed record Output(OutputWord Word, int Row, long Sum);
}
