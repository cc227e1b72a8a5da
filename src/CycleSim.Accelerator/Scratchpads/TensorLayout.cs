using CycleSim.Accelerator.Machine;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scratchpads;

/// <summary>
/// How a tensor lies in lines. Every slice starts on a line of its own; line l of slice s is in bank (l + shift(s)) mod banks.
/// In DRAM the lines stand line-major (line l of all slices side by side), so that the lanes of a fold stream one DRAM row.
/// </summary>
/// <remarks>
/// The skewed shift of slice s is (s v mod banks) + floor(s v / banks), v = lines that feed the array's lanes with the words of one
/// place. Any v consecutive slices cover all banks evenly when a place is read v lines at a time (weight gradient), and any
/// `banks` consecutive slices give each bank the same line once (forward pass, input gradient).
/// </remarks>
public sealed class TensorLayout
{
    private readonly int[] _shift;

    /// <summary>Lays a tensor out.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="machine">Gives word, line, banks and banking.</param>
    public TensorLayout(TensorSpec tensor, MachineSpec machine)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ArgumentNullException.ThrowIfNull(machine);
        Tensor = tensor;
        WordsPerLine = machine.WordsPerLine;
        LinesPerSlice = (tensor.WordsPerSlice + WordsPerLine - 1) / WordsPerLine;
        Lines = checked((long)LinesPerSlice * tensor.Slices);
        Bytes = checked(Lines * machine.Scratchpad.LineBytes);
        _shift = Shifts(machine);
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

    internal int[] BankShiftArray => _shift;

    /// <summary>Position of a line in DRAM order.</summary>
    public long DramLine(int line, int slice) => (long)line * Tensor.Slices + slice;

    private int[] Shifts(MachineSpec machine)
    {
        int banks = machine.Scratchpad.Banks;
        long step = machine.Scratchpad.Banking == Banking.Interleaved
            ? LinesPerSlice
            : Math.Max(1, machine.Array.Columns / WordsPerLine);
        var shift = new int[Tensor.Slices];
        for (int slice = 0; slice < shift.Length; slice++)
        {
            long place = slice * step;
            long carry = machine.Scratchpad.Banking == Banking.Interleaved ? 0 : place / banks;
            shift[slice] = (int)((place + carry) % banks);
        }

        return shift;
    }
}
