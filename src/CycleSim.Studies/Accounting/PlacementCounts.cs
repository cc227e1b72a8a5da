using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Accounting;

/// <summary>What a step moves, counted.</summary>
/// <param name="operations">Operations of the step; what goes back to DRAM after the last one is counted as one more.</param>
internal sealed class PlacementCounts(int operations)
{
    private readonly BufferTraffic[][] _buffers =
        [.. Enumerable.Range(0, operations + 1).Select(_ => new BufferTraffic[TensorRoles.Count])];

    /// <summary>Bytes to and from DRAM.</summary>
    public long DramBytes { get; private set; }

    /// <summary>The next larger room with which something is decided otherwise; none if nothing was.</summary>
    public long NextRoom { get; private set; } = long.MaxValue;

    /// <summary>What each operation moves at each buffer.</summary>
    public IReadOnlyList<IReadOnlyList<BufferTraffic>> Operations => _buffers;

    /// <summary>What all operations move at all buffers.</summary>
    public BufferTraffic Total => _buffers.SelectMany(buffers => buffers).Aggregate(default(BufferTraffic), (sum, one) => sum + one);

    /// <summary>Counts bytes to or from DRAM.</summary>
    public void AddDram(long bytes) => DramBytes += bytes;

    /// <summary>Counts bytes that leave a buffer.</summary>
    public void AddRead(int operation, TensorRole role, long bytes) => _buffers[operation][(int)role] += new BufferTraffic(bytes, 0);

    /// <summary>Counts bytes that enter a buffer.</summary>
    public void AddWritten(int operation, TensorRole role, long bytes) => _buffers[operation][(int)role] += new BufferTraffic(0, bytes);

    /// <summary>Notes a room that was missed.</summary>
    public void Missed(long room) => NextRoom = Math.Min(NextRoom, room);

    /// <summary>Adds the counts of other buffers.</summary>
    public void Add(PlacementCounts other)
    {
        DramBytes += other.DramBytes;
        for (int i = 0; i < _buffers.Length; i++)
            for (int role = 0; role < TensorRoles.Count; role++)
                _buffers[i][role] += other._buffers[i][role];
    }
}
