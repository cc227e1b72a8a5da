namespace CycleSim.Studies.Accounting;

/// <summary>Bytes that one operation moves at one buffer.</summary>
/// <param name="Read">Bytes read from the buffer, also those that go back to DRAM.</param>
/// <param name="Written">Bytes written to it, also those that come from DRAM.</param>
internal readonly record struct BufferTraffic(long Read, long Written)
{
    /// <summary>Both together.</summary>
    public static BufferTraffic operator +(BufferTraffic one, BufferTraffic other) =>
        new(one.Read + other.Read, one.Written + other.Written);
}
