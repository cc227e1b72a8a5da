using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Dataflow;

/// <summary>
/// A tensor (or some of its lines) as a stream through the vector unit: two lines at a time, slice by slice. In this order the
/// skewed shift spreads neighbouring lines of the stream over all banks, and DRAM rows are still read in long runs.
/// </summary>
internal sealed class LineStream
{
    /// <summary>Pairs that a long stream moves as one bundle.</summary>
    private const int MaxPairs = 8;

    private readonly int[]? _lines;

    /// <summary>Makes a stream.</summary>
    /// <param name="layout">The tensor.</param>
    /// <param name="lines">Lines of every slice that take part, ascending; null for all.</param>
    /// <param name="onChip">Whether the tensor is in its scratchpad.</param>
    /// <param name="isWrite">Direction.</param>
    /// <param name="slices">Slices that take part; null for all.</param>
    internal LineStream(TensorLayout layout, int[]? lines, bool onChip, bool isWrite, SliceRange? slices = null)
    {
        Layout = layout;
        Slices = slices ?? new SliceRange(0, layout.Tensor.Slices);
        _lines = lines;
        OnChip = onChip;
        IsWrite = isWrite;
        PairsOfBundle = LineCount >= 2 * MaxPairs * MaxPairs ? MaxPairs : 1;
    }

    internal TensorLayout Layout { get; }

    internal bool OnChip { get; }

    internal bool IsWrite { get; }

    /// <summary>Slices that take part.</summary>
    internal SliceRange Slices { get; }

    /// <summary>Lines of the stream.</summary>
    internal long Count => (long)LineCount * Slices.Count;

    /// <summary>Lines of a pair: two of every slice.</summary>
    internal long PairLines => 2L * Slices.Count;

    /// <summary>The index-th line of the stream.</summary>
    internal (int Line, int Slice) At(long index)
    {
        (long pair, long within) = Math.DivRem(index, PairLines);
        int first = (int)pair * 2;
        return first + 1 < LineCount
            ? (LineAt(first + (int)(within & 1)), Slices.First + (int)(within >> 1))
            : (LineAt(first), Slices.First + (int)within);
    }

    /// <summary>
    /// Pairs of a bundle, which is handled as one: several in a long stream, since fewer bundles cost less, but one in a short stream,
    /// where few would repeat.
    /// </summary>
    internal int PairsOfBundle { get; }

    /// <summary>The index after the last line of the bundle that the index-th line belongs to.</summary>
    internal long EndOfBundle(long index)
    {
        long pair = index / PairLines;
        return Math.Min(Count, (pair + PairsFrom((int)pair)) * PairLines);
    }

    /// <summary>Where in what kind of bundle the index-th line is; from lines with equal shapes on, streams continue alike.</summary>
    internal BundleShape ShapeAt(long index) => ShapeAt(index, PairsFrom((int)(index / PairLines)));

    /// <summary>The same, as if the rest of its bundle had the given number of pairs.</summary>
    internal BundleShape ShapeAt(long index, int pairs)
    {
        (long pair, long within) = Math.DivRem(index, PairLines);
        int first = (int)pair * 2;
        int last = first + 2 * (pairs - 1);
        bool isPair = last + 1 < LineCount;
        return new BundleShape(
            within, pairs, isPair ? LineAt(first + 1) - LineAt(first) : 0, BytesOf(LineAt(last)), isPair ? BytesOf(LineAt(last + 1)) : 0);
    }

    /// <summary>Patterns met so far.</summary>
    internal Dictionary<VectorPatternKey, LinePattern> Patterns { get; } = [];

    /// <summary>Bytes of a line that hold words or scales.</summary>
    internal int BytesOf(int line) => Layout.BytesOf(line);

    /// <summary>Lines [from, to) of the stream as runs of DRAM lines.</summary>
    internal List<LineRun> Runs(long from, long to)
    {
        var runs = new List<LineRun>();
        for (long index = from; index < to;)
        {
            (long pair, long start) = Math.DivRem(index, PairLines);
            int first = (int)pair * 2;
            bool isPair = first + 1 < LineCount;
            long end = Math.Min(start + to - index, isPair ? PairLines : Slices.Count);
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

    /// <summary>
    /// Pairs from one to the end of its bundle; lines of a bundle of several pairs are neighbours, all full but those of the last pair.
    /// </summary>
    private int PairsFrom(int pair)
    {
        int start = pair - pair % PairsOfBundle;
        int first = 2 * start;
        int last = first + 2 * PairsOfBundle - 1;
        bool isWhole = last < LineCount && LineAt(last) - LineAt(first) == last - first && LineAt(first) >= Layout.ScaleLines;
        return isWhole ? start + PairsOfBundle - pair : 1;
    }

    private int LineCount => _lines?.Length ?? Layout.LinesPerSlice;

    private int LineAt(int position) => _lines is null ? position : _lines[position];

    private void AddRun(List<LineRun> runs, int position, long fromSlice, long toSlice)
    {
        if (toSlice > fromSlice)
            runs.Add(new LineRun(Layout.DramLine(LineAt(position), Slices.First + (int)fromSlice), toSlice - fromSlice));
    }
}
