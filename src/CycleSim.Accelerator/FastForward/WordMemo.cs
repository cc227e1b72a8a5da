using System.Diagnostics.CodeAnalysis;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace CycleSim.Accelerator.FastForward;

/// <summary>Values by keys of many words, compared word for word and found without allocation.</summary>
internal sealed class WordMemo<TValue>
    where TValue : class
{
    private readonly Dictionary<int[], TValue> _values;
    private readonly Dictionary<int[], TValue>.AlternateLookup<ReadOnlySpan<int>> _lookup;

    internal WordMemo()
    {
        _values = new Dictionary<int[], TValue>(new KeyComparer());
        _lookup = _values.GetAlternateLookup<ReadOnlySpan<int>>();
    }

    internal int Count => _values.Count;

    internal bool TryGet(ReadOnlySpan<int> key, [NotNullWhen(true)] out TValue? value) => _lookup.TryGetValue(key, out value);

    internal void Add(int[] key, TValue value) => _values[key] = value;

    internal void Clear() => _values.Clear();

    private sealed class KeyComparer : IEqualityComparer<int[]>, IAlternateEqualityComparer<ReadOnlySpan<int>, int[]>
    {
        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] key) => GetHashCode(key.AsSpan());

        public bool Equals(ReadOnlySpan<int> alternate, int[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<int> alternate) => (int)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(alternate));

        public int[] Create(ReadOnlySpan<int> alternate) => alternate.ToArray();
    }
}
