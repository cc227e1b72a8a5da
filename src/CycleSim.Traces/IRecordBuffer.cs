using CycleSim.Traces.Format;

namespace CycleSim.Traces;

/// <summary>Records of a component on their way to a chunk.</summary>
internal interface IRecordBuffer
{
    /// <summary>Entries of the longest column.</summary>
    public int Count { get; }

    /// <summary>The chunk and its entry in the index; the buffer is empty then.</summary>
    public (Chunk Chunk, ChunkInfo Info) Take();
}

/// <summary>What the index keeps of a chunk.</summary>
internal static class ChunkInfoExtensions
{
    /// <summary>Enters a record; records come in order of time.</summary>
    internal static void Enter(this ChunkInfo info, long cycle)
    {
        if (info.Records++ == 0)
            info.FirstCycle = (ulong)cycle;
        info.LastCycle = (ulong)cycle;
    }

    /// <summary>Enters the end of an interval, where intervals overlap.</summary>
    internal static void EnterEnd(this ChunkInfo info, long cycle) => info.EndCycle = Math.Max(info.EndCycle, (ulong)cycle);
}
