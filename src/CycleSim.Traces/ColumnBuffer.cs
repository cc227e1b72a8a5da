using CycleSim.Traces.Format;

namespace CycleSim.Traces;

/// <summary>Records of a component on their way to a chunk, as the columns of its message.</summary>
/// <typeparam name="TColumns">The message.</typeparam>
/// <param name="component">The component.</param>
/// <param name="chunk">The chunk that holds the message.</param>
internal abstract class ColumnBuffer<TColumns>(TraceComponent component, Func<TColumns, Chunk> chunk) : IRecordBuffer
    where TColumns : new()
{
    /// <inheritdoc />
    public abstract int Count { get; }

    /// <summary>The columns so far.</summary>
    protected TColumns Columns { get; private set; } = new();

    /// <summary>What the index keeps of the chunk.</summary>
    protected ChunkInfo Info { get; private set; } = new();

    /// <inheritdoc />
    public (Chunk Chunk, ChunkInfo Info) Take()
    {
        Info.Component = (uint)component;
        (TColumns columns, ChunkInfo info) = (Columns, Info);
        (Columns, Info) = (new TColumns(), new ChunkInfo());
        return (chunk(columns), info);
    }
}
