using CycleSim.Accelerator.Scratchpads;

namespace CycleSim.Accelerator.Array;

/// <summary>A tensor (or some of its lines) as a stream through the vector path: line by line, all slices of a line side by side.</summary>
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
    internal long Count => (long)(_lines?.Length ?? Layout.LinesPerSlice) * Layout.Tensor.Slices;

    /// <summary>The index-th line of the stream.</summary>
    internal (int Line, int Slice) At(long index)
    {
        (long line, long slice) = Math.DivRem(index, Layout.Tensor.Slices);
        return (_lines is null ? (int)line : _lines[line], (int)slice);
    }

    /// <summary>Lines [from, to) of the stream as runs of DRAM lines.</summary>
    internal List<LineRun> Runs(long from, long to)
    {
        var runs = new List<LineRun>();
        int slices = Layout.Tensor.Slices;
        for (long index = from; index < to;)
        {
            (int line, int slice) = At(index);
            long count = Math.Min(slices - slice, to - index);
            runs.Add(new LineRun(Layout.DramLine(line, slice), count));
            index += count;
        }

        return LineRun.Merge(runs);
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
