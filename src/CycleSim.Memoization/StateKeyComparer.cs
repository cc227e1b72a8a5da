using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace CycleSim.Memoization;

/// <summary>Compares keys integer by integer, also keys that are not (yet) arrays of their own.</summary>
internal sealed class StateKeyComparer : IEqualityComparer<int[]>, IAlternateEqualityComparer<ReadOnlySpan<int>, int[]>
{
    public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(int[] key) => GetHashCode(key.AsSpan());

    public bool Equals(ReadOnlySpan<int> alternate, int[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(ReadOnlySpan<int> alternate) => (int)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(alternate));

    public int[] Create(ReadOnlySpan<int> alternate) => alternate.ToArray();
}
