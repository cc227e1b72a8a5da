using CycleSim.Traces.Format;

namespace CycleSim.Traces;

/// <summary>What the index says of a chunk, computed from the chunk itself.</summary>
internal static class ChunkDescription
{
    /// <summary>Describes a chunk of records and adds what it holds to the totals; the offset is left to the caller.</summary>
    /// <exception cref="TraceFormatException">The columns do not fit each other.</exception>
    internal static ChunkInfo Of(Chunk chunk, TraceReader reader, End totals) => chunk.ContentCase switch
    {
        Chunk.ContentOneofCase.Accesses => OfAccesses(chunk.Accesses, reader, totals),
        Chunk.ContentOneofCase.Dram => OfDram(chunk.Dram, reader, totals),
        Chunk.ContentOneofCase.Phases when TraceMachines.HasOverlap(reader.Header) => OfIntervals(
            TraceComponent.Phases, reader.Phases(chunk.Phases).Select(phase => (phase.StartCycle, phase.EndCycle)),
            n => totals.Phases += n),
        Chunk.ContentOneofCase.Phases =>
            Of(TraceComponent.Phases, reader.Phases(chunk.Phases).Select(phase => phase.StartCycle), n => totals.Phases += n),
        Chunk.ContentOneofCase.Waits => OfIntervals(
            TraceComponent.Waits, reader.Waits(chunk.Waits).Select(wait => (wait.StartCycle, wait.EndCycle)), n => totals.Waits += n),
        Chunk.ContentOneofCase.Folds =>
            Of(TraceComponent.Folds, reader.Folds(chunk.Folds).Select(fold => fold.StartCycle), n => totals.Folds += n),
        _ => Of(
            TraceComponent.Transfers, reader.Transfers(chunk.Transfers).Select(transfer => transfer.StartCycle),
            n => totals.Transfers += n),
    };

    private static ChunkInfo OfAccesses(AccessColumns columns, TraceReader reader, End totals)
    {
        long first = long.MaxValue;
        long last = 0;
        ulong records = 0;
        foreach (AccessRun run in reader.AccessRuns(columns))
        {
            long end = run[run.Count - 1].Cycle;
            first = Math.Min(first, Math.Min(run.First.Cycle, end));
            last = Math.Max(last, Math.Max(run.First.Cycle, end));
            totals.ScratchpadAccesses += (ulong)run.Count;
            records++;
        }

        return new ChunkInfo { Component = columns.Scratchpad, FirstCycle = (ulong)first, LastCycle = (ulong)last, Records = records };
    }

    private static ChunkInfo OfDram(DramColumns columns, TraceReader reader, End totals)
    {
        var info = new ChunkInfo { Component = (uint)TraceComponent.Dram };
        foreach (TraceDram command in reader.Dram(columns))
        {
            info.Enter(command.Cycle);
            totals.DramCommands++;
            totals.DramBursts += command.Kind.IsColumnCommand() ? (ulong)command.Count : 0;
            if (reader.Header.DramChannels > 1)
                info.LastCommandCycle = Math.Max(info.LastCommandCycle, (ulong)command.LastCycle);
        }

        return info;
    }

    /// <summary>Of intervals that overlap.</summary>
    private static ChunkInfo OfIntervals(TraceComponent component, IEnumerable<(long Start, long End)> intervals, Action<ulong> count)
    {
        var info = new ChunkInfo { Component = (uint)component };
        foreach ((long start, long end) in intervals)
        {
            info.Enter(start);
            info.EnterEnd(end);
        }

        count(info.Records);
        return info;
    }

    private static ChunkInfo Of(TraceComponent component, IEnumerable<long> starts, Action<ulong> count)
    {
        var info = new ChunkInfo { Component = (uint)component };
        foreach (long start in starts)
            info.Enter(start);
        count(info.Records);
        return info;
    }
}
