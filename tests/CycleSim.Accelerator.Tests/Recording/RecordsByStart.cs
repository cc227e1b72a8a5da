using CycleSim.Traces;

namespace CycleSim.Accelerator.Tests.Recording;

/// <summary>All records of a trace, component by component in the order of the file, each with the time at which it starts.</summary>
internal sealed class RecordsByStart
{
    private readonly List<(TraceComponent Component, long StartPs, object Record)> _records = [];

    /// <summary>Start of the last record.</summary>
    internal long LastStartPs => _records.Select(record => record.StartPs).DefaultIfEmpty().Max();

    /// <summary>Start of the last phase; phases are recorded when the run has passed their start.</summary>
    internal long LastPhasePs => _records.Where(record => record.Component == TraceComponent.Phases).Select(record => record.StartPs)
        .DefaultIfEmpty().Max();

    /// <summary>Reads a complete or salvaged trace.</summary>
    internal static RecordsByStart Read(byte[] bytes)
    {
        var all = new RecordsByStart();
        using var stream = new MemoryStream(bytes);
        using var reader = new TraceReader(stream, "trace");
        long corePs = (long)reader.Header.ClockPeriodPs;
        long dramPs = (long)reader.Header.DramClockPeriodPs;
        while (reader.Next() is { } chunk)
        {
            foreach (TraceAccess access in chunk.Accesses is null ? [] : reader.Accesses(chunk.Accesses))
                all.Add((TraceComponent)access.Scratchpad, access.Cycle * corePs, access);
            foreach (TraceDram command in chunk.Dram is null ? [] : reader.Dram(chunk.Dram))
                all.Add(TraceComponent.Dram, command.Cycle * dramPs, command);
            foreach (TracePhase phase in chunk.Phases is null ? [] : reader.Phases(chunk.Phases))
                all.Add(TraceComponent.Phases, phase.StartCycle * corePs, phase);
            foreach (TraceFold fold in chunk.Folds is null ? [] : reader.Folds(chunk.Folds))
                all.Add(TraceComponent.Folds, fold.StartCycle * corePs, fold);
            foreach (TraceTransfer transfer in chunk.Transfers is null ? [] : reader.Transfers(chunk.Transfers))
                all.Add(TraceComponent.Transfers, transfer.StartCycle * corePs, transfer);
            foreach (TraceWait wait in chunk.Waits is null ? [] : reader.Waits(chunk.Waits))
                all.Add(TraceComponent.Waits, wait.StartCycle * corePs, wait);
        }

        return all;
    }

    /// <summary>What starts before a time, component by component.</summary>
    internal IReadOnlyList<object> Before(long ps) =>
        [.. _records.Where(record => record.StartPs < ps).OrderBy(record => record.Component).Select(record => record.Record)];

    private void Add(TraceComponent component, long startPs, object record) => _records.Add((component, startPs, record));
}
