using CycleSim.Accelerator.Machine;
using CycleSim.Platform;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Dataflow;

/// <summary>
/// How a tensor lies in lines. Every slice starts on a line of its own; line l of slice s is in bank (l + shift(s)) mod banks.
/// In DRAM the lines stand line-major (line l of all slices side by side), so that the lanes of a fold stream one DRAM row.
/// Where blocks of words share a scale (MXFP8), each slice begins with lines of its scales, a byte each.
/// </summary>
internal sealed class TensorLayout
{
    private readonly int[] _shift;
    private readonly int _lineBytes;
    private readonly int _banks;

    /// <summary>Lays a tensor out.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="wordsPerLine">Words of a line, at least 1.</param>
    /// <param name="lineBytes">Bytes of a line.</param>
    /// <param name="banks">Banks of a scratchpad, at least 1.</param>
    /// <param name="arrayColumns">Columns of the systolic array.</param>
    /// <param name="mapping">Which bank holds which line.</param>
    /// <param name="blockWords">Words that share a scale; 0 where none do.</param>
    /// <exception cref="InvalidOperationException">The mapping gives a shift that is no bank.</exception>
    public TensorLayout(
        TensorSpec tensor, int wordsPerLine, int lineBytes, int banks, int arrayColumns, IBankMapping mapping, int blockWords = 0)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ArgumentNullException.ThrowIfNull(mapping);
        Tensor = tensor;
        WordsPerLine = wordsPerLine;
        WordBytes = lineBytes / wordsPerLine;
        BlockWords = blockWords;
        _lineBytes = lineBytes;
        ScaleLines = blockWords == 0 ? 0 : ScaleLineOf(tensor.WordsPerSlice - 1) + 1;
        LinesPerSlice = LineOf(tensor.WordsPerSlice - 1) + 1;
        Lines = checked((long)LinesPerSlice * tensor.Slices);
        Bytes = checked(Lines * lineBytes);
        _banks = banks;
        _shift = mapping.Shifts(new BankMappingShape(tensor.Slices, LinesPerSlice, banks, arrayColumns, wordsPerLine));
        if (_shift.Length != tensor.Slices || Array.Exists(_shift, shift => shift < 0 || shift >= banks))
        {
            throw new InvalidOperationException(
                $"bank mapping \"{mapping.Name}\" must give {tensor.Slices} shifts of 0 to {banks - 1} for tensor {tensor.Name}");
        }
    }

    /// <summary>Lays a tensor out on a machine.</summary>
    /// <exception cref="InputException">No bank mapping has the name that the machine gives.</exception>
    internal static TensorLayout Of(TensorSpec tensor, MachineSpec machine) => Of(tensor, machine, machine.Scratchpad.Banks);

    /// <summary>Lays a tensor out on some banks of a machine's scratchpad.</summary>
    /// <exception cref="InputException">No bank mapping has the name that the machine gives.</exception>
    internal static TensorLayout Of(TensorSpec tensor, MachineSpec machine, int banks) => new(
        tensor, machine.Scratchpad.LineBytes / machine.WordBytesOf(tensor), machine.Scratchpad.LineBytes, banks,
        machine.Array.FoldColumns, BankMappings.All.Get(machine.Scratchpad.Banking), machine.BlockWordsOf(tensor));

    /// <summary>The tensor.</summary>
    public TensorSpec Tensor { get; }

    /// <summary>Banks that its lines are spread over.</summary>
    internal int Banks => _banks;

    /// <summary>Words of a line.</summary>
    public int WordsPerLine { get; }

    /// <summary>Bytes of a word.</summary>
    public int WordBytes { get; }

    /// <summary>Words that share a scale; 0 where none do.</summary>
    public int BlockWords { get; }

    /// <summary>Words that lie in their lines, and their scales in theirs, as those so many words further on do.</summary>
    internal int AlignedWords => BlockWords == 0 ? WordsPerLine : _lineBytes * BlockWords;

    /// <summary>Lines of scales at the start of each slice.</summary>
    public int ScaleLines { get; }

    /// <summary>Lines of a slice, those of scales first; the last of either may be partly empty.</summary>
    public int LinesPerSlice { get; }

    /// <summary>Lines of the tensor.</summary>
    public long Lines { get; }

    /// <summary>Bytes the tensor occupies: whole lines.</summary>
    public long Bytes { get; }

    /// <summary>Bank shift of each slice, 0 to banks - 1.</summary>
    internal ReadOnlySpan<int> BankShift => _shift;

    /// <summary>The bank of a line.</summary>
    internal int BankOf(int line, int slice) => (int)(((long)line + _shift[slice]) % _banks);

    /// <summary>The bank of a line.</summary>
    /// <param name="position">The line's position in DRAM order.</param>
    internal int BankOfDramLine(long position) => BankOf((int)(position / Tensor.Slices), (int)(position % Tensor.Slices));

    /// <summary>The line of a slice that holds a word.</summary>
    internal int LineOf(int word) => ScaleLines + word / WordsPerLine;

    /// <summary>The line of a slice that holds the scale of a word.</summary>
    internal int ScaleLineOf(int word) => word / BlockWords / _lineBytes;

    /// <summary>The first word that a line has room for, or for the scale of.</summary>
    internal int StartOf(int line) => line < ScaleLines ? line * _lineBytes * BlockWords : (line - ScaleLines) * WordsPerLine;

    /// <summary>The word after the last one that a line has room for, or for the scale of.</summary>
    internal int EndOf(int line) => line < ScaleLines
        ? (line + 1) * _lineBytes * BlockWords
        : (line - ScaleLines + 1) * WordsPerLine;

    /// <summary>Bytes of a line that hold words or scales.</summary>
    internal int BytesOf(int line)
    {
        if (line >= ScaleLines)
            return Math.Min(WordsPerLine, Tensor.WordsPerSlice - (line - ScaleLines) * WordsPerLine) * WordBytes;
        int scales = (Tensor.WordsPerSlice + BlockWords - 1) / BlockWords;
        return Math.Min(_lineBytes, scales - line * _lineBytes);
    }

    /// <summary>The lines that neighbouring words of a slice and their scales touch, scales first, and their bytes in each.</summary>
    internal IEnumerable<(int Line, int Bytes)> BytesOfWords(int first, int count)
    {
        int end = first + count;
        if (BlockWords > 0)
        {
            int endBlock = (end - 1) / BlockWords + 1;
            for (int block = first / BlockWords; block < endBlock; block += _lineBytes - block % _lineBytes)
                yield return (block / _lineBytes, Math.Min(endBlock - block, _lineBytes - block % _lineBytes));
        }

        for (int word = first; word < end; word += WordsPerLine - word % WordsPerLine)
            yield return (LineOf(word), Math.Min(end - word, WordsPerLine - word % WordsPerLine) * WordBytes);
    }

    /// <summary>The lines of a slice that runs of words touch, ascending; null (all lines) for null.</summary>
    internal int[]? LinesOf(IEnumerable<WordRun>? runs) => runs is null
        ? null
        : [.. runs.SelectMany(run => BytesOfWords(run.Word, run.Length)).Select(line => line.Line).Distinct().Order()];

    /// <summary>The lines of a tensor of one slice that hold some of its words and their scales.</summary>
    internal List<LineRun> LinesOf(int firstWord, int words) =>
        LineRun.Merge([.. BytesOfWords(firstWord, words).Select(line => new LineRun(line.Line, 1))]);

    /// <summary>Position of a line in DRAM order.</summary>
    public long DramLine(int line, int slice) => (long)line * Tensor.Slices + slice;
}
