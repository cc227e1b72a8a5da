using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Dataflow;

/// <summary>
/// How a tensor lies in lines. Every slice starts on a line of its own; line l of slice s is in bank (l + shift(s)) mod banks.
/// In DRAM the lines stand line-major (line l of all slices side by side), so that the lanes of a fold stream one DRAM row.
/// </summary>
/// <remarks>
/// The skewed shift of slice s is (s v mod banks) + 2 floor(s v / banks), v = array columns / words of a line. Why this one: lane r
/// needs line j in step r + w j (w words a line), so in a step the lanes r0 + w i stand at lines j0 - i. With as many banks as lanes
/// their banks are v r0 + j0 + (2 - 1) i: all different, and so are those of the next steps until the lanes ask again. Groups of lanes that
/// share a line (weight gradient) meet banks that differ by -g, outputs of a column group by 3 g. A factor of 1 instead of 2 would send all
/// lanes of a step to one bank.
/// </remarks>
internal sealed class TensorLayout
{
    private readonly int[] _shift;
    private readonly int _banks;

    /// <summary>Lays a tensor out.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="wordsPerLine">Words of a line, at least 1.</param>
    /// <param name="lineBytes">Bytes of a line.</param>
    /// <param name="banks">Banks of a scratchpad, at least 1.</param>
    /// <param name="skew">
    /// Lines by which a slice is shifted against the one before (v above), at least 1; null for interleaved banking, in which slices
    /// follow each other.
    /// </param>
    public TensorLayout(TensorSpec tensor, int wordsPerLine, int lineBytes, int banks, int? skew)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        Tensor = tensor;
        WordsPerLine = wordsPerLine;
        LinesPerSlice = (tensor.WordsPerSlice + WordsPerLine - 1) / WordsPerLine;
        Lines = checked((long)LinesPerSlice * tensor.Slices);
        Bytes = checked(Lines * lineBytes);
        _banks = banks;
        _shift = Shifts(skew);
    }

    /// <summary>The tensor.</summary>
    public TensorSpec Tensor { get; }

    /// <summary>Words of a line.</summary>
    public int WordsPerLine { get; }

    /// <summary>Lines of a slice; the last may be partly empty.</summary>
    public int LinesPerSlice { get; }

    /// <summary>Lines of the tensor.</summary>
    public long Lines { get; }

    /// <summary>Bytes the tensor occupies: whole lines.</summary>
    public long Bytes { get; }

    /// <summary>Bank shift of each slice, 0 to banks - 1.</summary>
    internal ReadOnlySpan<int> BankShift => _shift;

    /// <summary>The bank of a line.</summary>
    internal int BankOf(int line, int slice) => (int)(((long)line + _shift[slice]) % _banks);

    /// <summary>The lines of a slice that runs of words touch, ascending; null (all lines) for null.</summary>
    internal int[]? LinesOf(IEnumerable<WordRun>? runs) => runs is null
        ? null
        :
        [
            .. runs.SelectMany(run => Enumerable.Range(
                run.Word / WordsPerLine, (run.Word + run.Length - 1) / WordsPerLine - run.Word / WordsPerLine + 1)).Distinct().Order(),
        ];

    /// <summary>The lines of a tensor of one slice that hold some of its words.</summary>
    internal LineRun LinesOf(long firstWord, int words)
    {
        long first = firstWord / WordsPerLine;
        return new LineRun(first, (firstWord + words - 1) / WordsPerLine - first + 1);
    }

    /// <summary>Position of a line in DRAM order.</summary>
    public long DramLine(int line, int slice) => (long)line * Tensor.Slices + slice;

    private int[] Shifts(int? skew)
    {
        long step = skew ?? LinesPerSlice;
        var shift = new int[Tensor.Slices];
        for (int slice = 0; slice < shift.Length; slice++)
        {
            long offset = slice * step;
            long carry = skew is null ? 0 : 2 * (offset / _banks);
            shift[slice] = (int)((offset + carry) % _banks);
        }

        return shift;
    }
}
