namespace CycleSim.Accelerator.Mapping;

/// <summary>The on-chip buffer of one operand.</summary>
/// <param name="Bytes">Capacity of all its parts together in bytes, at least 1.</param>
/// <param name="Halves">
/// Equal parts, 1 to <see cref="MaxHalves"/>: 1 holds the tile in use; with 2 the second part holds the next tile alone (ping-pong).
/// </param>
/// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
public sealed record OperandBuffer(long Bytes, int Halves)
{
    /// <summary>The largest number of parts.</summary>
    public const int MaxHalves = 16;

    /// <summary>Capacity in bytes.</summary>
    public long Bytes { get; } = CheckedBytes(Bytes);

    /// <summary>Equal parts.</summary>
    public int Halves { get; } = CheckedHalves(Halves);

    /// <summary>Words of the largest tile.</summary>
    /// <param name="wordBytes">Bytes of a word, at least 1.</param>
    internal long TileWords(int wordBytes) => Bytes / ((long)wordBytes * Halves);

    private static long CheckedBytes(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1, nameof(Bytes));
        return bytes;
    }

    private static int CheckedHalves(int halves)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(halves, 1, nameof(Halves));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(halves, MaxHalves, nameof(Halves));
        return halves;
    }
}
