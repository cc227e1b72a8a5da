using CycleSim.Traces.Format;

namespace CycleSim.Traces;

/// <summary>Reads a trace to its end, or to its first damage, and can save what came before.</summary>
public static class TraceSalvage
{
    /// <summary>Checks a trace; every chunk that is whole is copied, byte for byte, into a new trace.</summary>
    /// <param name="source">The trace.</param>
    /// <param name="name">Its name for messages.</param>
    /// <param name="target">Where the whole chunks go; null to check only.</param>
    /// <param name="problem">What is wrong with the trace; null when nothing is.</param>
    /// <returns>What the whole chunks hold, and up to which time all components are complete.</returns>
    /// <exception cref="TraceFormatException">Not even the header can be read.</exception>
    public static End Run(Stream source, string name, Stream? target, out string? problem)
    {
        using var reader = new TraceReader(source, name);
        using ChunkSink? sink = target is null ? null : new ChunkSink(target, reader.Header);
        problem = null;
        try
        {
            // Frames are copied as they are: what a later version wrote, and this one cannot read, is saved, too.
            while (reader.NextOfAnyVersion() is { } chunk)
                sink?.WriteFrame(reader.LastPayload, TraceReader.HoldsRecords(chunk) ? reader.LastChunk.Clone() : null);
        }
        catch (TraceFormatException damage)
        {
            problem = damage.Message;
        }

        End end = (reader.End ?? reader.Found).Clone();
        end.Salvaged = problem is not null || reader.End!.Salvaged;
        if (end.Salvaged && reader.CompletePs is { } complete)
            end.CompletePs = (ulong)complete;
        sink?.Finish(end);
        return end;
    }
}
