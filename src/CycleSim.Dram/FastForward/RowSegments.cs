using System.Diagnostics.CodeAnalysis;
using CycleSim.Memoization;

namespace CycleSim.Dram.FastForward;

/// <summary>Segments by state key, in bounded memory: once it is used up nothing new is kept, and what is there still applies.</summary>
internal sealed class RowSegments
{
    private const long MaxBytes = 96 << 20;

    private readonly MemoTable<RowSegment> _segments = new();
    private long _bytes;

    internal bool IsFull => _bytes > MaxBytes;

    internal bool TryGet(ReadOnlySpan<int> key, [NotNullWhen(true)] out RowSegment? segment) => _segments.TryGet(key, out segment);

    internal void Add(int[] key, RowSegment segment)
    {
        _segments.Add(key, segment);
        _bytes += sizeof(int) * key.Length + segment.Bytes;
    }
}
