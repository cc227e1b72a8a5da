namespace CycleSim.Accelerator.Machine;

/// <summary>
/// The buffer in which arrays with a stationary operand add up the sums of the tiles of K. Each column of an array has a bank, or several,
/// of its own, which reads a word and writes a word in each cycle: it never makes the array wait.
/// </summary>
/// <param name="Bytes">Capacity of the buffers of all arrays.</param>
/// <param name="Banks">Banks of all arrays, a multiple of their columns.</param>
/// <param name="ReadPj">Energy of reading a word, pJ.</param>
/// <param name="WritePj">Energy of writing a word, pJ.</param>
/// <param name="LeakageMw">Leakage of all banks, mW.</param>
/// <param name="AreaMm2">Area of all banks, mm2.</param>
public sealed record AccumulatorSpec(long Bytes, int Banks, double ReadPj, double WritePj, double LeakageMw, double AreaMm2)
{
    /// <summary>Largest number of banks.</summary>
    internal const int MaxBanks = 1 << 20;

    /// <summary>Bytes of a sum: single precision, or 32-bit integers.</summary>
    public const int WordBytes = 4;

    /// <summary>Sums that a column can hold.</summary>
    /// <param name="array">The arrays.</param>
    public long WordsOfColumn(SystolicArraySpec array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return Bytes / WordBytes / array.FoldColumns;
    }
}
