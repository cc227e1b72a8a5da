using CycleSim.Accelerator.Scratchpads;

namespace CycleSim.Accelerator.Array;

/// <summary>
/// A tensor (or some of its lines) as a stream through the vector path: two lines at a time, slice by slice. In this order the
/// skewed shift spreads neighbouring lines of the stream over all banks, and DRAM rows are still read in long runs.
/// </summary>
internal sealed class LineStream
{
    private readonly int[]? _lines;

    /// <summary>Makes a stream.</summary>
    /// <param name="layout">The tensor.</param>
    /// <param name="lines">Lines of every slice that take part, ascending; null for all.</param>
    /// <param name="onChip">Whether the tensor is in its scratchpad.</param>
    /// <param name="isWrite">Direction.</param>
    /// <param name="wordBytes">Bytes of a word.</param>
    internal LineStream(TensorLayout layout, int[]? lines, bool onChip, bool isWrite, int wordBytes)
    {
        Layout = layout;
        _lines = lines;
        OnChip = onChip;
        IsWrite = isWrite;
        int lastWords = layout.Tensor.WordsPerSlice - (layout.LinesPerSlice - 1) * layout.WordsPerLine;
        LastLineBytes = lastWords * wordBytes;
        LineBytes = layout.WordsPerLine * wordBytes;
    }

    internal TensorLayout Layout { get; }

    internal bool OnChip { get; }

    internal bool IsWrite { get; }

    internal int LineBytes { get; }

    internal int LastLineBytes { get; }

    /// <summary>Lines of the stream.</summary>
    internal long Count => (long)LineCount * Layout.Tensor.Slices;

    /// <summary>The index-th line of the stream.</summary>
    internal (int Line, int Slice) At(long index)
    {
        int slices = Layout.Tensor.Slices;
        (long pair, long within) = Math.DivRem(index, 2L * slices);
        int first = (int)pair * 2;
        return first + 1 < LineCount
            ? (LineAt(first + (int)(within & 1)), (int)(within >> 1))
            : (LineAt(first), (int)within);
    }

    /// <summary>Lines [from, to) of the stream as runs of DRAM lines.</summary>
    internal List<LineRun> Runs(long from, long to)
    {
        var runs = new List<LineRun>();
        int slices = Layout.Tensor.Slices;
        for (long index = from; index < to;)
        {
            (long pair, long start) = Math.DivRem(index, 2L * slices);
            int first = (int)pair * 2;
            bool isPair = first + 1 < LineCount;
            long end = Math.Min(start + to - index, isPair ? 2L * slices : slices);
            if (isPair)
            {
                AddRun(runs, first, (start + 1) / 2, (end + 1) / 2);
                AddRun(runs, first + 1, start / 2, end / 2);
            }
            else
            {
                AddRun(runs, first, start, end);
            }

            index += end - start;
        }

        return LineRun.Merge(runs);
    }

    private int LineCount => _lines?.Length ?? Layout.LinesPerSlice;

    private int LineAt(int position) => _lines is null ? position : _lines[position];

    private void AddRun(List<LineRun> runs, int position, long fromSlice, long toSlice)
    {
        if (toSlice > fromSlice)
            runs.Add(new LineRun(Layout.DramLine(LineAt(position), (int)fromSlice), toSlice - fromSlice));
    }
}

/// <summary>Every groups-th line of a part of a stream: what one group of lanes of the vector path moves.</summary>
/// <param name="stream">The stream.</param>
/// <param name="from">First line of the part.</param>
/// <param name="to">Line after the last of the part.</param>
/// <param name="group">Which group.</param>
/// <param name="groups">Number of groups: lines that the vector path takes in one step.</param>
/// <param name="steps">Steps of the phase; a stream shorter than the longest is spread over them.</param>
internal sealed class VectorSequence(LineStream stream, long from, long to, int group, int groups, long steps) : LineSequence
{
    private readonly long _ownSteps = (to - from + groups - 1) / groups;
    private long _index = from + group;

    internal override bool MoveNext()
    {
        if (_index >= to)
            return false;
        (Line, Slice) = stream.At(_index);
        Step = (_index - from) / groups * steps / _ownSteps;
        Bytes = Line == stream.Layout.LinesPerSlice - 1 ? stream.LastLineBytes : stream.LineBytes;
        _index += groups;
        return true;
    }
}
