using CycleSim.Accelerator.Machine;
using CycleSim.Platform;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Dataflow;

/// <summary>
/// How a tensor lies in lines. Every slice starts on a line of its own; line l of slice s is in bank (l + shift(s)) mod banks.
/// In DRAM the lines stand line-major (line l of all slices side by side), so that the lanes of a fold stream one DRAM row.
/// </summary>
internal sealed class TensorLayout
{
    private readonly int[] _shift;
    private readonly int _banks;

    /// <summary>Lays a tensor out.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="wordsPerLine">Words of a line, at least 1.</param>
    /// <param name="lineBytes">Bytes of a line.</param>
    /// <param name="banks">Banks of a scratchpad, at least 1.</param>
    /// <param name="arrayColumns">Columns of the systolic array.</param>
    /// <param name="mapping">Which bank holds which line.</param>
    /// <exception cref="InvalidOperationException">The mapping gives a shift that is no bank.</exception>
    public TensorLayout(TensorSpec tensor, int wordsPerLine, int lineBytes, int banks, int arrayColumns, IBankMapping mapping)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ArgumentNullException.ThrowIfNull(mapping);
        Tensor = tensor;
        WordsPerLine = wordsPerLine;
        WordBytes = lineBytes / wordsPerLine;
        LinesPerSlice = (tensor.WordsPerSlice + WordsPerLine - 1) / WordsPerLine;
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
    internal static TensorLayout Of(TensorSpec tensor, MachineSpec machine) => new(
        tensor, machine.Scratchpad.LineBytes / machine.WordBytesOf(tensor), machine.Scratchpad.LineBytes, machine.Scratchpad.Banks,
        machine.Array.Columns, BankMappings.All.Get(machine.Scratchpad.Banking));

    /// <summary>The tensor.</summary>
    public TensorSpec Tensor { get; }

    /// <summary>Words of a line.</summary>
    public int WordsPerLine { get; }

    /// <summary>Bytes of a word.</summary>
    public int WordBytes { get; }

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
}
