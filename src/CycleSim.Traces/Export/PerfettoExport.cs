using CycleSim.Traces.Format;

namespace CycleSim.Traces.Export;

/// <summary>
/// A trace for Perfetto's viewer: layers and passes, array, vector unit, transfers, what array and DMA channel waited for, every bank that
/// is accessed, every DRAM bank with its open rows, ranks that are powered down, the commands of every channel, and as curves the occupancy
/// of the scratchpads and the bandwidths.
/// </summary>
public sealed class PerfettoExport
{
    private readonly TraceFile _file;
    private readonly TraceWindow _window;
    private readonly PerfettoWriter _writer;
    private readonly ulong _process;
    private readonly long _periodPs;
    private readonly long _dramPeriodPs;
    private readonly OperationTimes _operations;
    private readonly Dictionary<int, Tensor> _tensors;
    private readonly PerfettoFlows? _flows;

    private PerfettoExport(Stream stream, TraceFile file, TraceWindow window)
    {
        _file = file;
        _window = window;
        Header header = file.Header;
        _periodPs = Math.Max(1, (long)header.ClockPeriodPs);
        _dramPeriodPs = Math.Max(1, (long)header.DramClockPeriodPs);
        _operations = OperationTimes.Of(file);
        _tensors = header.Tensors.ToDictionary(tensor => (int)tensor.Id);
        _flows = Has(TraceComponent.Phases) && Has(TraceComponent.Transfers)
            ? new PerfettoFlows(file, _operations, FirstCycleWithin, ToCycle) : null;
        _writer = new PerfettoWriter(stream);
        _process = _writer.AddProcess($"{header.Network}, batch {header.Batch}, {header.Memory}, {header.CapacityBytes} bytes");
    }

    /// <summary>Writes a trace.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="file">The trace.</param>
    /// <param name="window">What of it.</param>
    /// <returns>Slices written.</returns>
    /// <exception cref="TraceFormatException">A chunk is damaged.</exception>
    public static long Write(Stream stream, TraceFile file, TraceWindow window)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(window);
        return new PerfettoExport(stream, file, window).Write();
    }

    private long FromCycle => _window.FirstCycle(_periodPs);

    private long FirstCycleWithin => _window.FirstCycleWithin(_periodPs);

    private long ToCycle => _window.EndCycle(_periodPs);

    private bool Has(TraceComponent component) => _window.Components.Contains(component);

    private long Write()
    {
        if (Has(TraceComponent.Phases))
        {
            AddOperations();
            AddOccupancy();
            AddPhases(TracePhaseKind.Array, "array");
            AddPhases(TracePhaseKind.Vector, "vector path");
        }

        AddWaits(TraceWaitUnit.Array, "array waits");

        if (Has(TraceComponent.Folds))
            AddFolds();
        if (Has(TraceComponent.Transfers))
            AddTransfers();
        AddWaits(TraceWaitUnit.Dma, "DMA waits");
        if (Has(TraceComponent.Dram))
            AddDram();
        foreach (TraceComponent scratchpad in TraceNames.ScratchpadComponents.Where(Has))
            AddBanks(scratchpad);
        return _writer.Slices;
    }

    private string NameOf(int operation) => TraceNames.OfOperation(_file.Header, operation);

    private string TensorOf(int tensor) => _tensors.TryGetValue(tensor, out Tensor? found) ? found.Name : $"#{tensor}";

    private void AddOperations()
    {
        ulong track = _writer.AddTrack(_process, "layer, pass");
        foreach ((int operation, long start, long end) in _operations.All)
            if (end > FirstCycleWithin && start < ToCycle)
                _writer.AddSlice(track, NameOf(operation), start * _periodPs, end * _periodPs);
    }

    private void AddOccupancy()
    {
        foreach (TraceComponent pad in TraceNames.ScratchpadComponents)
        {
            ulong track = _writer.AddByteCounter(_process, $"{TraceNames.Of(pad)} scratchpad occupied");
            foreach (OccupancyStep step in Occupancy.Of(_file, _operations, pad))
                _writer.AddValue(track, step.Cycle * _periodPs, step.Bytes);
        }
    }

    private void AddPhases(TracePhaseKind kind, string name)
    {
        ulong track = _writer.AddTrack(_process, name);
        foreach (TracePhase phase in _file.Phases(FirstCycleWithin, ToCycle).Where(phase => phase.Kind == kind))
        {
            _writer.AddSlice(new PerfettoSlice(track, NameOf(phase.Operation), phase.StartCycle * _periodPs, phase.EndCycle * _periodPs)
            {
                Arguments = ArgumentsOf(phase),
                FlowsFrom = _flows?.From(phase) ?? [],
                FlowsTo = _flows?.To(phase) ?? [],
            });
        }
    }

    private static IReadOnlyList<(string Name, long Value)> ArgumentsOf(in TracePhase phase) =>
    [
        ("steps", phase.Steps), ("stall_cycles", phase.StallCycles),
        .. phase.Kind == TracePhaseKind.Array ? [("folds", phase.Folds), ("compute_steps", phase.ComputeSteps)]
            : Array.Empty<(string, long)>(),
    ];

    /// <summary>Slices say what each wait was for.</summary>
    private void AddWaits(TraceWaitUnit unit, string name)
    {
        if (!Has(TraceComponent.Waits) || !_file.Records(TraceComponent.Waits))
            return;
        ulong track = _writer.AddTrack(_process, name);
        foreach (TraceWait wait in _file.Waits(FirstCycleWithin, ToCycle).Where(wait => wait.Unit == unit))
        {
            string cause = TraceNames.OfCause(_file.Header, wait, TensorOf(wait.Tensor));
            _writer.AddSlice(track, $"waits for {cause}", wait.StartCycle * _periodPs, wait.EndCycle * _periodPs);
        }
    }

    /// <summary>A fold ends where the next starts, or with its phase.</summary>
    private void AddFolds()
    {
        ulong track = _writer.AddTrack(_process, "folds");
        using IEnumerator<TracePhase> phases = _file.Phases(FirstCycleWithin, ToCycle)
            .Where(phase => phase.Kind == TracePhaseKind.Array).GetEnumerator();
        bool inPhase = phases.MoveNext();
        TraceFold? open = null;
        foreach (TraceFold fold in _file.Folds(FromCycle, ToCycle))
        {
            Close(fold.StartCycle);
            open = fold;
        }

        Close(long.MaxValue);

        void Close(long next)
        {
            if (open is not { } fold)
                return;
            while (inPhase && phases.Current.EndCycle <= fold.StartCycle)
                inPhase = phases.MoveNext();
            long end = inPhase ? Math.Min(phases.Current.EndCycle, next) : Math.Min(next, fold.StartCycle + 1);
            _writer.AddSlice(track, FormattableString.Invariant($"tile {fold.RowIndex}, {fold.ColumnIndex}"), fold.StartCycle * _periodPs,
                end * _periodPs);
        }
    }

    private void AddTransfers()
    {
        ulong track = _writer.AddTrack(_process, "DRAM transfers");
        ulong curve = _writer.AddCounter(_process, "DRAM bandwidth", "GB/s");
        int index = 0;
        foreach (TraceTransfer transfer in _file.Transfers(FirstCycleWithin, ToCycle))
        {
            string name = $"{(transfer.IsWrite ? "store" : "load")} {TensorOf(transfer.Tensor)}";
            (long start, long end) = (transfer.StartCycle * _periodPs, transfer.EndCycle * _periodPs);
            long bytes = transfer.Runs.Sum(run => run.Count) * (long)_file.Header.LineBytes;
            IReadOnlyList<ulong> flow = _flows?.Of(index++) ?? [];
            _writer.AddSlice(new PerfettoSlice(track, name, start, end)
            {
                Arguments = [("bytes", bytes)],
                FlowsFrom = transfer.IsWrite ? [] : flow,
                FlowsTo = transfer.IsWrite ? flow : [],
            });
            _writer.AddValue(curve, start, bytes * 1e3 / Math.Max(1, end - start));
            _writer.AddValue(curve, end, 0);
        }
    }

    private void AddDram()
    {
        var tracks = new PerfettoDram(_writer, _process, _file.Header, _dramPeriodPs);
        foreach (TraceDram command in _file.Dram(_window.FirstCycle(_dramPeriodPs), _window.EndCycle(_dramPeriodPs)))
            tracks.Enter(command);
        tracks.Close();
    }

    private void AddBanks(TraceComponent scratchpad)
    {
        Machine? machine = _file.Header.MachineValues;
        Memory? memory = _file.Header.MemoryValues;
        long interval = machine?.InitiationIntervalCycles ?? 0;
        long read = interval > 0 ? interval : memory?.ReadCycles ?? 1;
        long write = interval > 0 ? interval : memory?.WriteCycles ?? 1;
        var tracks = new SortedDictionary<int, ulong>();
        string name = TraceNames.Of(scratchpad);
        foreach (TraceAccess access in _file.Accesses(scratchpad, FromCycle, ToCycle))
        {
            if (!tracks.TryGetValue(access.Bank, out ulong track))
                tracks.Add(access.Bank, track = _writer.AddTrack(_process, FormattableString.Invariant($"{name} bank {access.Bank}")));
            _writer.AddSlice(new PerfettoSlice(
                track, $"{(access.IsWrite ? "write" : "read")} {TensorOf(access.Tensor)}", access.Cycle * _periodPs,
                (access.Cycle + (access.IsWrite ? write : read)) * _periodPs)
            {
                Arguments = [("line", access.Line), ("bytes", access.Bytes), ("waited_cycles", access.WaitedCycles)],
            });
        }
    }
}
