using System.Collections.Immutable;
using CycleSim.Accelerator.Machine;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Dataflow;

/// <summary>One operand of a GEMM cut into the panels that folds use, as lines.</summary>
internal sealed class OperandPanels
{
    /// <summary>Max programs of groups that are kept.</summary>
    private const long MaxKeptPrograms = 1 << 19;

    private readonly LineProgram?[] _whole;
    private readonly Dictionary<int, LineProgram[]> _groups = [];
    private readonly Dictionary<LineProgram[], int> _maxLines = [];
    private readonly List<LineRun> _pieces = [];
    private readonly bool _isRows;
    private readonly int _lanesPerFold;
    private readonly int _lanesPerArray;

    /// <summary>Cuts an operand.</summary>
    /// <param name="operand">The operand.</param>
    /// <param name="layout">Layout of its tensor.</param>
    /// <param name="isRows">Its lanes are rows of the arrays, otherwise columns.</param>
    /// <param name="geometry">The arrays.</param>
    internal OperandPanels(OperandView operand, TensorLayout layout, bool isRows, SystolicArraySpec geometry)
    {
        Operand = operand;
        Layout = layout;
        _isRows = isRows;
        _lanesPerFold = isRows ? geometry.Rows : geometry.FoldColumns;
        _lanesPerArray = isRows ? geometry.Rows : geometry.Columns;
        _whole = new LineProgram?[operand.Locations.Length];
    }

    internal OperandView Operand { get; }

    internal TensorLayout Layout { get; }

    /// <summary>Lanes that one line feeds when lanes stand on words; groups do not reach across a fold's edge.</summary>
    internal int GroupLanes => Layout.WordsPerLine;

    /// <summary>Maximum number of lines that a single lane can need anew in one step: that of its word, and that of the scale.</summary>
    internal int LaneLinesPerStep => Layout.BlockWords > 0 ? 2 : 1;

    /// <summary>Lanes of the fullest fold.</summary>
    internal int MaxLanes => (int)Math.Min(Operand.Lanes, _lanesPerFold);

    internal int PanelIndexOf(Fold fold) => _isRows ? fold.RowIndex : fold.ColumnIndex;

    internal int LanesOf(Fold fold) => _isRows ? fold.Rows : fold.Columns;

    /// <summary>Steps that a lane is behind the first one of its array.</summary>
    internal int SkewOf(int lane) => lane % _lanesPerArray;

    internal long FirstLane(Fold fold) => (long)PanelIndexOf(fold) * _lanesPerFold;

    /// <summary>Lines along the whole word axis at a location.</summary>
    internal LineProgram WholeProgram(int location) =>
        _whole[location] ??= LineProgram.Of(Operand.Locations[location], 0, Operand.Words, Layout);

    /// <summary>For each location the lines that a group of lanes needs at once; null when the fold leaves the group idle.</summary>
    internal LineProgram[]? GroupPrograms(Fold fold, int firstLane) => GroupPrograms(PanelIndexOf(fold), LanesOf(fold), firstLane);

    private LineProgram[]? GroupPrograms(int panel, int filledLanes, int firstLane)
    {
        int lanes = Math.Min(GroupLanes, filledLanes - firstLane);
        if (lanes <= 0)
            return null;
        int start = panel * _lanesPerFold + firstLane;
        if (!_groups.TryGetValue(start, out LineProgram[]? programs))
        {
            // A long operand is not kept whole: its panels pass one after the other.
            if (_groups.Count * (long)Operand.Locations.Length > MaxKeptPrograms)
            {
                _groups.Clear();
                _maxLines.Clear();
            }

            programs = [.. Operand.Locations.Select(runs => LineProgram.Of(runs, start, start + lanes, Layout))];
            _groups.Add(start, programs);
        }

        return programs;
    }

    /// <summary>Maximum number of lines that a group of lanes can need in one step: those of each run its words may stand in.</summary>
    internal int GroupLinesPerStep(IReadOnlyList<Fold> folds, int firstLane)
    {
        int max = 1;
        long panels = folds.Count == 1 ? 1 : (Operand.Lanes + _lanesPerFold - 1) / _lanesPerFold;
        for (long panel = 0; panel < panels; panel++)
        {
            int index = folds.Count == 1 ? PanelIndexOf(folds[0]) : (int)panel;
            int lanes = (int)Math.Min(_lanesPerFold, Operand.Lanes - (long)index * _lanesPerFold);
            max = Math.Max(max, MaxGroupLines(index, lanes, firstLane));
        }

        return max;
    }

    private int MaxGroupLines(int panel, int filledLanes, int firstLane)
    {
        LineProgram[]? programs = GroupPrograms(panel, filledLanes, firstLane);
        if (programs is null)
            return 0;
        if (!_maxLines.TryGetValue(programs, out int max))
        {
            max = programs.Max(program => program.Lines.Length);
            _maxLines.Add(programs, max);
        }

        return max;
    }

    /// <summary>The distinct lines that a fold uses, as runs of DRAM lines in ascending order.</summary>
    internal List<LineRun> Footprint(Fold fold)
    {
        List<LineRun> pieces = _pieces;
        pieces.Clear();
        if (Operand.LaneAxis == LaneAxis.Slices)
            AddLanes(fold, pieces);
        else
            AddGroups(fold, pieces);
        return LineRun.Merge(pieces);
    }

    private void AddLanes(Fold fold, List<LineRun> pieces)
    {
        SliceRange slices = Operand.Slices;
        long index = FirstLane(fold);
        long end = index + LanesOf(fold);
        while (index < end)
        {
            (long location, long slice) = Math.DivRem(index, slices.Count);
            long count = Math.Min(slices.Count - slice, end - index);
            foreach (int line in WholeProgram((int)location).Lines)
                pieces.Add(new LineRun(Layout.DramLine(line, slices.First + (int)slice), count));
            index += count;
        }
    }

    /// <summary>Lines that the words of all lanes touch at any location; those of several are joined when pieces are merged.</summary>
    private void AddGroups(Fold fold, List<LineRun> pieces)
    {
        int start = checked((int)FirstLane(fold));
        int end = start + LanesOf(fold);
        foreach (ImmutableArray<WordRun> runs in Operand.Locations)
        {
            int last = -1;
            foreach (WordRun run in runs)
            {
                int from = Math.Max(run.At, start);
                int to = Math.Min(run.At + run.Length, end);
                if (to <= from)
                    continue;
                int word = run.Word + from - run.At;
                int first = Layout.LineOf(word);
                if (first == last)
                    first++;
                last = Layout.LineOf(run.Word + to - 1 - run.At);
                for (int line = first; line <= last; line++)
                    AddLine(line, pieces);
                if (Layout.BlockWords > 0)
                    for (int line = Layout.ScaleLineOf(word); line <= Layout.ScaleLineOf(word + to - 1 - from); line++)
                        AddLine(line, pieces);
            }
        }
    }

    private void AddLine(int line, List<LineRun> pieces) =>
        pieces.Add(new LineRun(Layout.DramLine(line, Operand.Slices.First), Operand.Slices.Count));
}
