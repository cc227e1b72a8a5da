using CycleSim.Accelerator.Dataflow;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>Lines of a slice, each counted once. It costs what is added, however large the slice is.</summary>
/// <param name="layout">Layout of the tensor.</param>
internal sealed class LineSet(TensorLayout layout)
{
    private List<LineRun> _runs = [];
    private long _count;
    private bool _isInOrder = true;

    /// <summary>Number of lines.</summary>
    internal long Count
    {
        get
        {
            PutInOrder();
            return _count;
        }
    }

    /// <summary>Makes it empty.</summary>
    internal void Clear()
    {
        _runs.Clear();
        (_count, _isInOrder) = (0, true);
    }

    /// <summary>Adds the lines that hold some words, and those that hold their scales.</summary>
    internal void Add(int word, int count)
    {
        AddLines(layout.LineOf(word), layout.LineOf(word + count - 1));
        if (layout.BlockWords > 0)
            AddLines(layout.ScaleLineOf(word), layout.ScaleLineOf(word + count - 1));
    }

    /// <summary>All lines of some slices, as runs in DRAM.</summary>
    internal List<LineRun> DramRuns(int firstSlice, int slices)
    {
        PutInOrder();
        if (slices == layout.Tensor.Slices)
            return [.. _runs.Select(run => new LineRun(run.First * slices, run.Count * slices))];
        var runs = new List<LineRun>();
        foreach (LineRun run in _runs)
            for (long line = run.First; line < run.End; line++)
                runs.Add(new LineRun(layout.DramLine((int)line, firstSlice), slices));
        return runs;
    }

    private void AddLines(int first, int last)
    {
        LineRun before = _runs.Count > 0 ? _runs[^1] : default;
        long end = last + 1L;
        if (_runs.Count > 0 && before.First <= first && first <= before.End)
        {
            // Words mostly come in ascending order, many to a line.
            if (end <= before.End)
                return;
            _runs[^1] = before with { Count = end - before.First };
            _count += end - before.End;
            return;
        }

        _isInOrder &= first >= before.First;
        _runs.Add(new LineRun(first, end - first));
        _count += end - first;
    }

    private void PutInOrder()
    {
        if (_isInOrder)
            return;
        _runs = LineRun.Merge(_runs);
        _count = LineRun.Total(_runs);
        _isInOrder = true;
    }
}
