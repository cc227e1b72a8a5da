namespace CycleSim.Traces.Requests;

/// <summary>Turns address vectors, which say channel, bank, row and column directly, into byte addresses.</summary>
public interface IAddressVectors
{
    /// <summary>
    /// The levels of a vector from the outermost on, e.g. channel, rank, bank group, bank, row, column. The last counts bursts, not columns
    /// of the part: the memory serves one burst at each.
    /// </summary>
    public IReadOnlyList<AddressLevel> Levels { get; }

    /// <summary>The byte address at which the burst of a vector starts.</summary>
    /// <param name="vector">A value for each level, each below its <see cref="AddressLevel.Count"/>.</param>
    public long AddressOf(ReadOnlySpan<long> vector);
}
