using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>
/// The systolic array, processing element by processing element: operands enter at the lanes, skewed by one step from lane to lane,
/// and move on by one element a step; each element counts its products; finished outputs move down their column to the edge.
/// </summary>
internal sealed class OracleArray
{
    private readonly SystolicArraySpec _geometry;
    private readonly IReadOnlyList<OracleFold> _folds;
    private readonly long _depth;
    private readonly PortKey?[] _rowLanes;
    private readonly PortKey?[] _columnLanes;
    private readonly PortKey?[,] _fromLeft;
    private readonly PortKey?[,] _fromAbove;
    private readonly PortKey?[,] _outputs;
    private readonly int[] _releasedFold;
    private long _step;
    private int _entered = -1;
    private long _element;
    private long _sinceEntry;
    private long _inside;
    private bool _wasEmpty;

    /// <summary>An empty array that will run some folds.</summary>
    internal OracleArray(SystolicArraySpec geometry, IReadOnlyList<OracleFold> folds, long depth)
    {
        (_geometry, _folds, _depth) = (geometry, folds, depth);
        _rowLanes = new PortKey?[geometry.Rows];
        _columnLanes = new PortKey?[geometry.Columns];
        _fromLeft = new PortKey?[geometry.Rows, geometry.Columns];
        _fromAbove = new PortKey?[geometry.Rows, geometry.Columns];
        _outputs = new PortKey?[geometry.Rows, geometry.Columns];
        _releasedFold = [.. Enumerable.Repeat(-1, geometry.Columns)];
    }

    /// <summary>The last output of the last fold has left.</summary>
    internal bool IsDone => _entered == _folds.Count - 1 && _inside == 0;

    /// <summary>Takes one step.</summary>
    internal OracleStep Step()
    {
        var edge = new PortKey?[_geometry.Columns];
        _wasEmpty = _inside == 0;
        MoveOutputsDown(edge);
        MoveOperands();
        Multiply(edge);
        return new OracleStep(_step++, [.. _rowLanes], [.. _columnLanes], edge);
    }

    /// <summary>
    /// Outputs wait in their element until the bottom element of their column is done with the fold; from the next step on those of the
    /// fold move down together.
    /// </summary>
    private void MoveOutputsDown(PortKey?[] edge)
    {
        for (int column = 0; column < _geometry.Columns; column++)
        {
            for (int row = _geometry.Rows - 1; row >= 0; row--)
            {
                if (_outputs[row, column] is not { } output || output.Fold > _releasedFold[column])
                    continue;
                _outputs[row, column] = null;
                if (row == Height(output.Fold) - 1)
                    Leave(edge, column, output);
                else
                    Keep(row + 1, column, output);
            }
        }
    }

    private void Leave(PortKey?[] edge, int column, PortKey output)
    {
        edge[column] = edge[column] is null ? output : throw new InvalidOperationException("two outputs at one edge");
        _inside--;
    }

    private void Keep(int row, int column, PortKey output) =>
        _outputs[row, column] = _outputs[row, column] is null ? output : throw new InvalidOperationException("two outputs in one element");

    private void MoveOperands()
    {
        for (int row = _geometry.Rows - 1; row >= 0; row--)
        {
            for (int column = _geometry.Columns - 1; column >= 0; column--)
            {
                _fromLeft[row, column] = column > 0 ? _fromLeft[row, column - 1] : null;
                _fromAbove[row, column] = row > 0 ? _fromAbove[row - 1, column] : null;
            }
        }

        // A lane feeds one step after the lane before it; the first lanes feed the next element.
        for (int lane = _geometry.Rows - 1; lane > 0; lane--)
            _rowLanes[lane] = _rowLanes[lane - 1] is { } before && lane < Height(before.Fold) ? before : null;
        for (int lane = _geometry.Columns - 1; lane > 0; lane--)
            _columnLanes[lane] = _columnLanes[lane - 1] is { } before && lane < Width(before.Fold) ? before : null;
        _rowLanes[0] = _columnLanes[0] = NextElement();
        for (int lane = 0; lane < _geometry.Rows; lane++)
            _fromLeft[lane, 0] = _rowLanes[lane];
        for (int lane = 0; lane < _geometry.Columns; lane++)
            _fromAbove[0, lane] = _columnLanes[lane];
    }

    private PortKey? NextElement()
    {
        _sinceEntry++;
        if (_entered < 0 || (_element == _depth && _entered < _folds.Count - 1 && MayEnter()))
        {
            (_entered, _element, _sinceEntry) = (_entered + 1, 0, 0);
            _inside += (long)Height(_entered) * Width(_entered);
        }

        return _element < _depth ? new PortKey(_entered, _element++) : null;
    }

    /// <summary>
    /// Shadow accumulators let the next fold in as soon as the lanes are free and the last one has a step for each of its rows to leave;
    /// otherwise the array must have been left empty by the step before.
    /// </summary>
    private bool MayEnter() => _geometry.Drain == DrainMode.Overlapped ? _sinceEntry >= _geometry.Rows : _wasEmpty;

    private void Multiply(PortKey?[] edge)
    {
        for (int row = 0; row < _geometry.Rows; row++)
        {
            for (int column = 0; column < _geometry.Columns; column++)
            {
                if (_fromLeft[row, column] is not { } left || _fromAbove[row, column] is not { } above)
                    continue;
                if (left != above)
                    throw new InvalidOperationException($"operands {left} and {above} meet");
                if (left.Index == _depth - 1)
                    Finish(edge, row, column, left.Fold);
            }
        }
    }

    private void Finish(PortKey?[] edge, int row, int column, int fold)
    {
        var output = new PortKey(fold, row);
        if (_geometry.Drain == DrainMode.Scalesim)
        {
            Leave(edge, column, output);
            return;
        }

        Keep(row, column, output);
        if (row == Height(fold) - 1)
            _releasedFold[column] = fold;
    }

    private int Height(int fold) => _geometry.TrimEdgeFolds ? _folds[fold].Rows : _geometry.Rows;

    private int Width(int fold) => _geometry.TrimEdgeFolds ? _folds[fold].Columns : _geometry.Columns;
}
