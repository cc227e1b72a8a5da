namespace CycleSim.Accelerator.Array;

/// <summary>
/// The lines that one port (a lane, a group of lanes, or a group of columns) moves during a phase, in order of the array step in
/// which each is needed (reads) or ready (writes).
/// </summary>
internal abstract class LineSequence
{
    /// <summary>Line within its slice.</summary>
    internal int Line;

    /// <summary>Slice.</summary>
    internal int Slice;

    /// <summary>Array step, counted from the phase's start; never descends.</summary>
    internal long Step;

    /// <summary>Bytes moved when the line is written.</summary>
    internal int Bytes;

    /// <summary>Goes to the next line; false at the end.</summary>
    internal abstract bool MoveNext();
}

/// <summary>A tile of a GEMM placed in time.</summary>
/// <param name="RowTile">Index of the row tile.</param>
/// <param name="ColumnTile">Index of the column tile.</param>
/// <param name="Rows">Rows filled.</param>
/// <param name="Columns">Columns filled.</param>
/// <param name="StartStep">First step, counted from the phase's start.</param>
internal readonly record struct Fold(int RowTile, int ColumnTile, int Rows, int Columns, long StartStep);

/// <summary>A lane that reads along the words of one (place, slice) pair: each line feeds this lane alone.</summary>
internal sealed class LaneSequence(TilePanels panels, IReadOnlyList<Fold> folds, int lane) : LineSequence
{
    private int _fold = -1;
    private LineProgram? _program;
    private int _next;
    private long _base;

    internal override bool MoveNext()
    {
        while (_program is null || _next == _program.Lines.Length)
        {
            if (++_fold == folds.Count)
                return false;
            Enter(folds[_fold]);
        }

        Line = _program.Lines[_next];
        Step = _base + _program.Steps[_next++];
        return true;
    }

    private void Enter(Fold fold)
    {
        _program = null;
        long index = panels.FirstLane(fold) + lane;
        if (index >= panels.Operand.Lanes)
            return;
        (long place, long slice) = Math.DivRem(index, panels.Operand.Tensor.Slices);
        Slice = (int)slice;
        _program = panels.WholeProgram((int)place);
        _next = 0;
        _base = fold.StartStep + lane;
    }
}

/// <summary>Neighbouring lanes on the words of a line: in each step the group reads the line(s) that hold its lanes' words.</summary>
internal sealed class GroupSequence(TilePanels panels, IReadOnlyList<Fold> folds, int firstLane) : LineSequence
{
    private readonly int _slices = panels.Operand.Tensor.Slices;
    private readonly int _places = panels.Operand.Places.Length;
    private int _fold = -1;
    private LineProgram[]? _programs;
    private int _place;
    private int _next;
    private long _placeStep;

    internal override bool MoveNext()
    {
        while (true)
        {
            if (_programs is null)
            {
                if (++_fold == folds.Count)
                    return false;
                Enter(folds[_fold]);
                continue;
            }

            int[] lines = _programs[_place].Lines;
            if (lines.Length > 0)
            {
                if (_next < lines.Length)
                {
                    Line = lines[_next++];
                    return true;
                }

                if (++Slice < _slices)
                {
                    Step++;
                    Line = lines[0];
                    _next = 1;
                    return true;
                }
            }

            EnterPlace(_place + 1);
        }
    }

    private void Enter(Fold fold)
    {
        _programs = panels.GroupPrograms(fold, firstLane);
        _placeStep = fold.StartStep + firstLane;
        if (_programs is not null)
            EnterPlace(0);
    }

    private void EnterPlace(int place)
    {
        if (place == _places)
        {
            _programs = null;
            return;
        }

        _place = place;
        _next = 0;
        Slice = 0;
        Step = _placeStep + (long)place * _slices;
    }
}

/// <summary>Outputs of a group of columns, row by row, in the order in which they reach the edge.</summary>
internal sealed class OutputSequence(OutputPanels panels, IReadOnlyList<Fold> folds, int firstColumn) : LineSequence
{
    private int _fold = -1;
    private int _row = -1;
    private int _rowsDone;
    private OutputPanels.RowLines _lines = OutputPanels.RowLines.None;
    private int _next;

    internal override bool MoveNext()
    {
        while (true)
        {
            if (_next < _lines.Lines.Length)
            {
                Line = _lines.Lines[_next];
                Bytes = _lines.Bytes[_next++];
                return true;
            }

            if (!NextRow())
                return false;
        }
    }

    private bool NextRow()
    {
        while (_fold < 0 || _rowsDone == folds[_fold].Rows || firstColumn >= folds[_fold].Columns)
        {
            if (++_fold == folds.Count)
                return false;
            _rowsDone = 0;
        }

        Fold fold = folds[_fold];
        _row = panels.Geometry.DrainsBottomFirst ? fold.Rows - 1 - _rowsDone : _rowsDone;
        _rowsDone++;
        (long place, long slice) = Math.DivRem(panels.FirstRow(fold) + _row, panels.Slices);
        Slice = (int)slice;
        int lastColumn = Math.Min(firstColumn + panels.GroupColumns, fold.Columns) - 1;
        _lines = panels.LinesOf((int)place, fold.ColumnTile * panels.Geometry.Columns + firstColumn, lastColumn - firstColumn + 1);
        _next = 0;
        Step = fold.StartStep + panels.Geometry.OutputStep(panels.Depth, fold.Rows, _row, lastColumn);
        return true;
    }
}

/// <summary>The line of a column vector (bias) that a group of columns needs once in each fold.</summary>
internal sealed class BiasSequence(OutputPanels panels, IReadOnlyList<Fold> folds, int firstColumn) : LineSequence
{
    private int _fold = -1;
    private int _line;
    private int _lastLine = -1;

    internal override bool MoveNext()
    {
        while (_line > _lastLine)
        {
            if (++_fold == folds.Count)
                return false;
            Fold fold = folds[_fold];
            if (firstColumn >= fold.Columns)
                continue;
            int first = fold.ColumnTile * panels.Geometry.Columns + firstColumn;
            int last = first + Math.Min(panels.GroupColumns, fold.Columns - firstColumn) - 1;
            _line = first / panels.WordsPerLine;
            _lastLine = last / panels.WordsPerLine;
            int row = panels.Geometry.DrainsBottomFirst ? fold.Rows - 1 : 0;
            Step = fold.StartStep + panels.Geometry.OutputStep(panels.Depth, fold.Rows, row, firstColumn);
        }

        Line = _line++;
        return true;
    }
}

/// <summary>Row sums (bias gradients): a line is written as soon as the last of its rows has seen its last operand, in folds of the first column tile.</summary>
internal sealed class RowSumSequence(OutputPanels panels, IReadOnlyList<Fold> folds, int wordBytes) : LineSequence
{
    private int _fold = -1;
    private int _word;
    private int _endWord;
    private long _rowStep;

    internal override bool MoveNext()
    {
        while (_word >= _endWord)
        {
            if (++_fold == folds.Count)
                return false;
            Fold fold = folds[_fold];
            if (fold.ColumnTile != 0)
                continue;
            _word = checked((int)panels.FirstRow(fold));
            _endWord = _word + fold.Rows;
            _rowStep = fold.StartStep + panels.Depth - 1 - _word;
        }

        Line = _word / panels.WordsPerLine;
        int end = Math.Min((Line + 1) * panels.WordsPerLine, _endWord);
        Bytes = (end - _word) * wordBytes;
        Step = _rowStep + end - 1;
        _word = end;
        return true;
    }
}
