namespace CycleSim.Traces.Analysis;

/// <summary>What a trace holds of one component.</summary>
/// <param name="Component">Component.</param>
/// <param name="Records">Records of the file; a run of accesses or commands is one.</param>
/// <param name="Events">Accesses, commands, phases, folds, transfers or waits.</param>
/// <param name="Reads">Read accesses, read bursts, loads.</param>
/// <param name="Writes">Write accesses, write bursts, stores.</param>
/// <param name="Bytes">Bytes moved.</param>
/// <param name="Waiting">Accesses that waited for their bank; phases that stalled; waits.</param>
/// <param name="WaitedCycles">Core cycles that they waited.</param>
/// <param name="FirstPs">Start of the first event.</param>
/// <param name="LastPs">Start of the last event.</param>
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
        long endPs = Math.Max(file.EndCycle * periodPs, LastPs(file)) + 1;
        Tally[] tallies = [.. Enum.GetValues<TraceComponent>().Select(_ => new Tally(bins, endPs))];
        foreach (TraceComponent pad in TraceNames.ScratchpadComponents)
            foreach (TraceAccess access in file.Accesses(pad, 0, long.MaxValue))
                tallies[(int)pad].Add(access.Cycle * periodPs, !access.IsWrite, access.IsWrite, access.Bytes, access.WaitedCycles);
        AddDram(tallies[(int)TraceComponent.Dram], file);
        foreach (TracePhase phase in file.Phases(0, long.MaxValue))
            tallies[(int)TraceComponent.Phases].Add(phase.StartCycle * periodPs, isRead: false, isWrite: false, 0, phase.StallCycles);
        foreach (TraceFold fold in file.Folds(0, long.MaxValue))
            tallies[(int)TraceComponent.Folds].Add(fold.StartCycle * periodPs, isRead: false, isWrite: false, 0, 0);
        foreach (TraceTransfer transfer in file.Transfers(0, long.MaxValue))
        {
            tallies[(int)TraceComponent.Transfers].Add(
                transfer.StartCycle * periodPs, !transfer.IsWrite, transfer.IsWrite,
                transfer.Runs.Sum(run => run.Count) * file.Header.LineBytes, 0);
        }

        foreach (TraceWait wait in file.Waits(0, long.MaxValue))
            tallies[(int)TraceComponent.Waits].Add(wait.StartCycle * periodPs, isRead: false, isWrite: false, 0, wait.Cycles);
        return
        [
            .. tallies.Select((tally, i) =>
                tally.Summary((TraceComponent)i, file.Chunks.Where(chunk => chunk.Component == i).Sum(chunk => (long)chunk.Records)))
                .Where(summary => summary.Records > 0),
        ];
    }

    private static void AddDram(Tally tally, TraceFile file)
    {
        long periodPs = Math.Max(1, (long)file.Header.DramClockPeriodPs);
        long burstBytes = DramAddresses.BurstBytesOf(file.Header);
        foreach (TraceDram run in file.Dram(0, long.MaxValue))
        {
            bool isRead = run.Kind == TraceDramKind.Read;
            bool isWrite = run.Kind == TraceDramKind.Write;
            long bytes = isRead || isWrite ? burstBytes : 0;
            for (int i = 0; i < run.Count; i++)
                tally.Add((run.Cycle + (long)i * run.PitchCycles) * periodPs, isRead, isWrite, bytes, 0);
        }
    }

    private static long LastPs(TraceFile file) => file.Chunks.Select(chunk =>
        (long)chunk.LastCycle * (long)(chunk.Component == (uint)TraceComponent.Dram
            ? file.Header.DramClockPeriodPs : file.Header.ClockPeriodPs))
        .DefaultIfEmpty().Max();

    private sealed class Tally(int bins, long endPs)
    {
        private readonly long[] _histogram = new long[bins];
        private readonly long _binPs = (endPs + bins - 1) / bins;
        private long _events;
        private long _reads;
        private long _writes;
        private long _bytes;
        private long _waiting;
        private long _waitedCycles;
        private long _first = long.MaxValue;
        private long _last;

        internal void Add(long ps, bool isRead, bool isWrite, long bytes, long waitedCycles)
        {
            _events++;
            _reads += isRead ? 1 : 0;
            _writes += isWrite ? 1 : 0;
            _bytes += bytes;
            _waiting += waitedCycles > 0 ? 1 : 0;
            _waitedCycles += waitedCycles;
            _first = Math.Min(_first, ps);
            _last = Math.Max(_last, ps);
            // The last command of a run may come after the last record starts.
            _histogram[Math.Min(_histogram.Length - 1, ps / _binPs)]++;
        }

        internal ComponentSummary Summary(TraceComponent component, long records) => new(
            component, records, _events, _reads, _writes, _bytes, _waiting, _waitedCycles, _events == 0 ? 0 : _first, _last, _histogram);
    }
}
