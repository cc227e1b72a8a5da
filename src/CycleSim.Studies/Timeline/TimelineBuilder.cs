using CycleSim.Accelerator.Recording;
using CycleSim.Configuration.Text;
using CycleSim.Dram.Parts;
using CycleSim.Platform;
using CycleSim.Traces;
using CycleSim.Traces.Format;

namespace CycleSim.Studies.Timeline;

/// <summary>Makes a timeline of a window of a trace: one pass over its records, memory by the number of bins.</summary>
public sealed class TimelineBuilder
{
    private const int MaxBankGroups = 16;

    private static readonly TraceWaitCause[] Causes = Enum.GetValues<TraceWaitCause>();

    private static readonly string[] PassNames = ["forward", "input gradient", "weight gradient", "update"];

    private readonly TraceFile _file;
    private readonly long _fromPs;
    private readonly long _toPs;
    private readonly Bins _bins;
    private readonly long _periodPs;
    private readonly DramSpec? _dram;
    private readonly OperationTimes _times;
    private readonly Dictionary<int, Tensor> _tensors;
    private readonly List<TimelineRow> _rows = [];

    private TimelineBuilder(TraceFile file, long fromPs, long toPs, int maxBins)
    {
        _file = file;
        _periodPs = Math.Max(1, (long)file.Header.ClockPeriodPs);
        _dram = RecordedDram.Of(file.Header, file.Name);
        _times = OperationTimes.Of(file);
        _tensors = file.Header.Tensors.ToDictionary(tensor => (int)tensor.Id);
        (_fromPs, _toPs) = (fromPs, toPs);
        // A bin is never shorter than a clock cycle, so that events do not flicker between full and empty bins.
        _bins = new Bins(fromPs, toPs, (int)Math.Clamp((toPs - fromPs) / _periodPs, 1, maxBins));
    }

    /// <summary>Reads a window of a trace.</summary>
    /// <param name="file">The trace.</param>
    /// <param name="fromPs">Start of the window; null for where the recording starts.</param>
    /// <param name="toPs">End of the window, cut to the end of the run; null for where the recording ends.</param>
    /// <param name="maxBins">Maximum number of bins, at least 1.</param>
    /// <exception cref="InputException">The window begins after the end of the run, or the trace holds nothing to show.</exception>
    /// <exception cref="TraceFormatException">A chunk is damaged.</exception>
    public static TimelineModel Read(TraceFile file, long? fromPs, long? toPs, int maxBins)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBins, 1);
        if (file.EndCycle == 0)
            throw new InputException($"{file.Name}: has no phases, so there is no timeline of it; record with the component array, or all");
        long periodPs = Math.Max(1, (long)file.Header.ClockPeriodPs);
        (long begin, long end) = (file.RecordedCycles.From * periodPs, file.RecordedCycles.To * periodPs);
        long from = fromPs ?? begin;
        if (from >= end)
            throw new InputException($"{file.Name}: the window begins at {TimeText.Format(from)}; the run ends at {TimeText.Format(end)}");
        return new TimelineBuilder(file, from, Math.Min(toPs ?? end, end), maxBins).Read();
    }

    private TimelineModel Read()
    {
        AddOperations();
        AddArrayAndVector();
        if (_file.Records(TraceComponent.Waits))
            AddWaits();
        // What was not recorded has no row: an empty one would look like nothing happened.
        if (_file.Records(TraceComponent.Transfers))
            AddTransfers();
        if (_file.Records(TraceComponent.Dram))
            _rows.AddRange(DramRows.Of(_file, _bins, _fromPs, _toPs, _dram));
        foreach (TraceComponent pad in TraceNames.ScratchpadComponents)
            AddScratchpad(pad);
        return new TimelineModel(TimelineTitle.Of(_file.Header), _fromPs, _toPs, _bins.Count, _rows);
    }

    private long FromCycle => _fromPs / _periodPs;

    private long ToCycle => (_toPs + _periodPs - 1) / _periodPs;

    private string TensorOf(int tensor) => _tensors.TryGetValue(tensor, out Tensor? known) ? known.Name : $"#{tensor}";

    private void AddOperations()
    {
        var intervals = new List<TimelineInterval>();
        foreach ((int operation, long start, long end) in _times.All.Where(o => o.EndCycle > FromCycle && o.StartCycle < ToCycle))
        {
            Operation? known = operation < _file.Header.Operations.Count ? _file.Header.Operations[operation] : null;
            int pass = known is null
                ? PassNames.Length - 1
                : Array.IndexOf(["Forward", "InputGradient", "WeightGradient", "Update"], known.Pass);
            intervals.Add(new TimelineInterval(start * _periodPs, end * _periodPs, 0, Math.Max(0, pass), known?.Layer ?? "write-back",
                known?.Name ?? ""));
        }

        _rows.Add(new IntervalRow("layer", "pass", 1, PassNames, intervals));
    }

    private void AddArrayAndVector()
    {
        double[][] array = [_bins.New(), _bins.New(), _bins.New()];
        double[][] vector = [_bins.New(), _bins.New(), _bins.New()];
        foreach (TracePhase phase in _file.Phases(FromCycle, ToCycle).Where(phase => phase.Kind != TracePhaseKind.Dram))
        {
            double[][] bins = phase.Kind == TracePhaseKind.Array ? array : vector;
            (long start, long end) = (phase.StartCycle * _periodPs, phase.EndCycle * _periodPs);
            // Where in a phase the wavefront stalled is not recorded, so a phase spreads it evenly.
            double share = 1 / _bins.WidthPs * _periodPs;
            _bins.AddInterval(bins[0], start, end, share * (phase.Cycles - phase.StallCycles));
            _bins.AddInterval(bins[1], start, end, share * phase.ConflictStallCycles);
            _bins.AddInterval(bins[2], start, end, share * phase.LatencyStallCycles);
        }

        AddShares("array", array);
        AddShares("vector unit", vector);
    }

    private void AddShares(string name, double[][] shares) => _rows.Add(new QuantityRow(name, "array and vector unit", "share of time", 1,
    [
        new TimelineQuantity("busy", shares[0]), new TimelineQuantity("stall: bank conflict", shares[1]),
        new TimelineQuantity("stall: access latency", shares[2]),
    ]));

    /// <summary>For what share of time the array waited for what, and each wait of both units with what it was for.</summary>
    private void AddWaits()
    {
        double[][] shares = [.. Causes.Select(_ => _bins.New())];
        List<TimelineInterval>[] lanes = [[], []];
        foreach (TraceWait wait in _file.Waits(FromCycle, ToCycle))
        {
            (long start, long end) = (wait.StartCycle * _periodPs, wait.EndCycle * _periodPs);
            bool isArray = wait.Unit == TraceWaitUnit.Array;
            if (isArray)
                _bins.AddInterval(shares[(int)wait.Cause], start, end, (end - start) / _bins.WidthPs);
            MergeWaits(
                lanes[isArray ? 1 : 0],
                new TimelineInterval(
                    start, end, isArray ? 1 : 0, (int)wait.Cause, TraceNames.OfCause(_file.Header, wait, TensorOf(wait.Tensor)),
                    $"{TraceNames.Of(wait.Unit)} waits"));
        }

        _rows.Add(new QuantityRow("array waits", "array waits for", "share of time", 1,
            [.. Causes.Where(IsOfTransfer).Select(cause => new TimelineQuantity(TraceNames.Of(cause), shares[(int)cause]))]));
        _rows.Add(new IntervalRow("waits: array (top), DMA", "wait for", 2, [.. Causes.Select(TraceNames.Of)],
            [.. lanes.SelectMany(lane => lane).OrderBy(wait => wait.StartPs)]));
    }

    /// <summary>Waits that lie within one bin together become one, of the cause of the longer.</summary>
    private void MergeWaits(List<TimelineInterval> waits, TimelineInterval next)
    {
        if (waits.Count > 0 && waits[^1] is var last && next.EndPs - last.StartPs < _bins.WidthPs)
        {
            TimelineInterval longer = next.EndPs - next.StartPs > last.EndPs - last.StartPs ? next : last;
            waits[^1] = longer with { StartPs = last.StartPs, EndPs = next.EndPs, Note = "several waits" };
            return;
        }

        waits.Add(next);
    }

    private static bool IsOfTransfer(TraceWaitCause cause) => cause != TraceWaitCause.Computation;

    private void AddTransfers()
    {
        var intervals = new List<TimelineInterval>();
        double[] read = _bins.New();
        double[] written = _bins.New();
        foreach (TraceTransfer transfer in _file.Transfers(FromCycle, ToCycle))
        {
            (long start, long end) = (transfer.StartCycle * _periodPs, transfer.EndCycle * _periodPs);
            long bytes = transfer.Runs.Sum(run => run.Count) * (long)_file.Header.LineBytes;
            _bins.AddInterval(transfer.IsWrite ? written : read, start, end, bytes);
            Merge(intervals, new TimelineInterval(start, end, 0, transfer.IsWrite ? 1 : 0, TensorOf(transfer.Tensor),
                ByteSize.Format(bytes)));
        }

        _rows.Add(new IntervalRow("DRAM transfers", "transfer", 1, ["load", "store"], intervals));
        AddBandwidth("DRAM bandwidth", read, written, PeakGbPerS);
    }

    /// <summary>Transfers of one tensor that cannot be told apart at this scale become one interval.</summary>
    private void Merge(List<TimelineInterval> intervals, TimelineInterval next)
    {
        if (intervals.Count > 0 && intervals[^1] is var last && last.Name == next.Name && last.Category == next.Category
            && next.StartPs - last.EndPs < _bins.WidthPs)
        {
            intervals[^1] = last with { EndPs = next.EndPs, Note = "several transfers" };
            return;
        }

        intervals.Add(next);
    }

    private double PeakGbPerS => _dram?.PeakGbPerS ?? 0;

    private void AddBandwidth(string name, double[] read, double[] written, double top)
    {
        double scale = 1e3 / _bins.WidthPs; // bytes per ps x 1000 = GB/s
        _rows.Add(new QuantityRow(name, "bandwidth", "GB/s", top,
        [
            new TimelineQuantity("read", [.. read.Select(bytes => bytes * scale)]),
            new TimelineQuantity("write", [.. written.Select(bytes => bytes * scale)]),
        ]));
    }

    private void AddScratchpad(TraceComponent pad)
    {
        AddResidency(pad);
        if (!_file.Records(pad))
            return;
        int banks = Math.Max(1, (int)_file.Header.Banks);
        int perGroup = (banks + MaxBankGroups - 1) / MaxBankGroups;
        int groups = (banks + perGroup - 1) / perGroup;
        double[][] accesses = [.. Enumerable.Range(0, groups).Select(_ => _bins.New())];
        double[] read = _bins.New();
        double[] written = _bins.New();
        foreach (TraceAccess access in _file.Accesses(pad, FromCycle, ToCycle))
        {
            long ps = access.Cycle * _periodPs;
            _bins.AddPoint(accesses[Math.Min(access.Bank / perGroup, groups - 1)], ps, _periodPs / _bins.WidthPs / perGroup);
            _bins.AddPoint(access.IsWrite ? written : read, ps, access.Bytes);
        }

        AddBandwidth($"{TraceNames.Of(pad)} bandwidth", read, written, 0);
        _rows.Add(new HeatRow(
            $"{TraceNames.Of(pad)} banks", "accesses per bank and cycle", 0,
            [.. Enumerable.Range(0, groups).Select(g => perGroup == 1
                ? $"bank {g}" : $"banks {g * perGroup} to {Math.Min(banks, (g + 1) * perGroup) - 1}")],
            accesses));
    }

    /// <summary>What the scratchpad holds: the fill as a curve, and each tensor from its coming to its going.</summary>
    private void AddResidency(TraceComponent pad)
    {
        OccupancyStep[] steps = [.. Occupancy.Of(_file, _times, pad)];
        double[] bytes = _bins.New();
        var intervals = new List<TimelineInterval>();
        var open = new Dictionary<int, (long StartPs, int Lane)>();
        long endPs = _times.EndCycle * _periodPs;
        for (int i = 0; i < steps.Length; i++)
        {
            long start = steps[i].Cycle * _periodPs;
            long end = i + 1 < steps.Length ? steps[i + 1].Cycle * _periodPs : endPs;
            _bins.AddInterval(bytes, start, end, steps[i].Bytes * ((end - start) / _bins.WidthPs));
            foreach (int tensor in open.Keys.Except(steps[i].Tensors).ToList())
                Leave(tensor, start);
            foreach (int tensor in steps[i].Tensors.Except(open.Keys).ToList())
                open.Add(tensor, (start, FreeLane(open.Values.Select(entry => entry.Lane))));
        }

        foreach (int tensor in open.Keys.ToList())
            Leave(tensor, endPs);
        double capacity = (double)_file.Header.CapacityBytes / TraceNames.ScratchpadComponents.Count;
        _rows.Add(new QuantityRow($"{TraceNames.Of(pad)} occupied", "", "share of capacity", 1,
            [new TimelineQuantity("occupied", [.. bytes.Select(value => capacity > 0 ? value / capacity : 0)])]));
        int lanes = intervals.Select(interval => interval.Lane + 1).DefaultIfEmpty(1).Max();
        _rows.Add(new IntervalRow($"{TraceNames.Of(pad)} tensors", "", lanes, ["resident"],
            [.. intervals.OrderBy(interval => interval.StartPs)]));

        void Leave(int tensor, long ps)
        {
            (long start, int lane) = open[tensor];
            open.Remove(tensor);
            if (ps > _fromPs && start < _toPs)
                intervals.Add(new TimelineInterval(start, ps, lane, 0, TensorOf(tensor), ByteSize.Format(BytesOf(tensor))));
        }
    }

    private long BytesOf(int tensor) => _tensors.TryGetValue(tensor, out Tensor? known)
        ? Occupancy.BytesOf(known, _file.Header)
        : 0;

    private static int FreeLane(IEnumerable<int> taken)
    {
        var used = taken.ToHashSet();
        return Enumerable.Range(0, used.Count + 1).First(lane => !used.Contains(lane));
    }
}
