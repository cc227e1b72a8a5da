namespace CycleSim.Traces.Tools;

/// <summary>What a trace holds of one component.</summary>
/// <param name="Component">Component.</param>
/// <param name="Records">Records of the file; a run of accesses or commands is one.</param>
/// <param name="Events">Accesses, commands, phases, folds or transfers.</param>
/// <param name="Reads">Read accesses, read bursts, loads.</param>
/// <param name="Writes">Write accesses, write bursts, stores.</param>
/// <param name="Bytes">Bytes moved.</param>
/// <param name="Waiting">Accesses that waited for their bank; phases that stood still.</param>
/// <param name="WaitedCycles">Core cycles that they waited.</param>
/// <param name="FirstPs">Begin of the first event.</param>
/// <param name="LastPs">Begin of the last event.</param>
/// <param name="Histogram">Events in equal bins over the run.</param>
public sealed record ComponentSummary(
    TraceComponent Component, long Records, long Events, long Reads, long Writes, long Bytes, long Waiting, long WaitedCycles, long FirstPs,
    long LastPs, IReadOnlyList<long> Histogram);

/// <summary>Totals of a trace, by component.</summary>
public static class TraceSummary
{
    /// <summary>Reads a whole trace.</summary>
    /// <param name="file">The trace.</param>
    /// <param name="bins">Bins of the histograms, at least 1.</param>
    /// <exception cref="TraceFormatException">A chunk is damaged.</exception>
    public static IReadOnlyList<ComponentSummary> Of(TraceFile file, int bins)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        long periodPs = Math.Max(1, (long)file.Header.ClockPeriodPs);
        long endPs = Math.Max(1, file.EndCycle * periodPs);
        Tally[] tallies = [.. Enum.GetValues<TraceComponent>().Select(_ => new Tally(bins))];
        endPs = Math.Max(endPs, LastPs(file) + 1);
        foreach (TraceRow row in new TraceRows(file).Within(TraceWindow.All))
            tallies[(int)row.Component].Add(row, endPs);
        return
        [
            .. tallies.Select((tally, i) => tally.Summary((TraceComponent)i, file.Chunks.Where(chunk => chunk.Component == i).Sum(chunk => (long)chunk.Records)))
                .Where(summary => summary.Records > 0),
        ];
    }

    private static long LastPs(TraceFile file) => file.Chunks.Select(chunk =>
        (long)chunk.LastCycle * (long)(chunk.Component == (uint)TraceComponent.Dram ? file.Header.DramClockPeriodPs : file.Header.ClockPeriodPs))
        .DefaultIfEmpty().Max();

    private sealed class Tally(int bins)
    {
        private readonly long[] _histogram = new long[bins];
        private long _events;
        private long _reads;
        private long _writes;
        private long _bytes;
        private long _waiting;
        private long _waitedCycles;
        private long _first = long.MaxValue;
        private long _last;

        internal void Add(in TraceRow row, long endPs)
        {
            _events++;
            if (row.Kind is "read" or "RD" or "load")
                _reads++;
            else if (row.Kind is "write" or "WR" or "store")
                _writes++;
            _bytes += row.Bytes;
            _waiting += row.WaitedCycles > 0 ? 1 : 0;
            _waitedCycles += row.WaitedCycles;
            _first = Math.Min(_first, row.TimePs);
            _last = Math.Max(_last, row.TimePs);
            _histogram[Math.Min(_histogram.Length - 1, (int)((Int128)row.TimePs * _histogram.Length / endPs))]++;
        }

        internal ComponentSummary Summary(TraceComponent component, long records) => new(
            component, records, _events, _reads, _writes, _bytes, _waiting, _waitedCycles, _events == 0 ? 0 : _first, _last, _histogram);
    }
}
