using CycleSim.Traces.Format;

namespace CycleSim.Traces;

/// <summary>All records of a window of a trace as rows: each component in the order of the file, the components merged by time.</summary>
public sealed class TraceRows
{
    private readonly TraceFile _file;
    private readonly OperationTimes _operations;
    private readonly DramAddresses? _addresses;
    private readonly Dictionary<int, Tensor> _tensors;
    private readonly long _periodPs;
    private readonly long _dramPeriodPs;
    private readonly long _burstBytes;

    /// <summary>Prepares to read a trace.</summary>
    /// <exception cref="TraceFormatException">A chunk of phases is damaged.</exception>
    public TraceRows(TraceFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        _file = file;
        _operations = OperationTimes.Of(file);
        _addresses = file.Header.MachineValues?.Dram is { } part ? new DramAddresses(part) : null;
        _tensors = file.Header.Tensors.ToDictionary(tensor => (int)tensor.Id);
        _periodPs = Math.Max(1, (long)file.Header.ClockPeriodPs);
        _dramPeriodPs = Math.Max(1, (long)file.Header.DramClockPeriodPs);
        _burstBytes = DramAddresses.BurstBytesOf(file.Header);
    }

    /// <summary>The rows of a window: records that start in it, and intervals (phases, transfers, waits) that reach into it.</summary>
    /// <exception cref="TraceFormatException">A chunk is damaged.</exception>
    public IEnumerable<TraceRow> Within(TraceWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        IEnumerator<TraceRow>[] streams = [.. window.Components.Order().Select(component => Of(component, window).GetEnumerator())];
        try
        {
            var open = streams.Where(stream => stream.MoveNext()).ToList();
            while (open.Count > 0)
            {
                IEnumerator<TraceRow> first = open[0];
                foreach (IEnumerator<TraceRow> stream in open)
                    if (stream.Current.TimePs < first.Current.TimePs)
                        first = stream;
                yield return first.Current;
                if (!first.MoveNext())
                    open.Remove(first);
            }
        }
        finally
        {
            foreach (IEnumerator<TraceRow> stream in streams)
                stream.Dispose();
        }
    }

    private IEnumerable<TraceRow> Of(TraceComponent component, TraceWindow window)
    {
        (long from, long within, long to) = (window.FirstCycle(_periodPs), window.FirstCycleWithin(_periodPs), window.EndCycle(_periodPs));
        return component switch
        {
            TraceComponent.Dram => _file.SingleDram(window.FirstCycle(_dramPeriodPs), window.EndCycle(_dramPeriodPs)).Select(Row),
            TraceComponent.Phases => _file.Phases(within, to).Select(Row),
            TraceComponent.Folds => _file.Folds(from, to).Select(Row),
            TraceComponent.Transfers => _file.Transfers(within, to).Select(Row),
            TraceComponent.Waits => _file.Waits(within, to).Select(Row),
            _ => _file.Accesses(component, from, to).Select(Row),
        };
    }

    private TraceRow Row(TraceAccess access) => new(
        access.Cycle * _periodPs, 0, (TraceComponent)access.Scratchpad, access.IsWrite ? "write" : "read", _operations.At(access.Cycle), -1,
        access.Bank, -1, -1, access.Tensor, access.Line, HomeOf(access), access.Bytes, access.WaitedCycles)
    {
        Port = access.Port,
        Step = access.Step,
    };

    private TraceRow Row(TraceDram command)
    {
        bool isColumn = command.Kind.IsColumnCommand();
        bool hasRow = isColumn || command.Kind == TraceDramKind.Activate;
        long timePs = command.Cycle * _dramPeriodPs;
        return new TraceRow(
            timePs, 0, TraceComponent.Dram, TraceNames.Of(command.Kind), _operations.OfDramAt(timePs / _periodPs), command.Rank,
            command.Kind.IsOfBank() ? command.Bank : -1, hasRow ? command.Row : -1, isColumn ? command.Column : -1, -1, -1,
            isColumn && _addresses is not null ? _addresses.Of(command) : -1, isColumn ? _burstBytes : 0, 0)
        {
            Channel = command.Channel,
        };
    }

    private TraceRow Row(TracePhase phase) => new(
        phase.StartCycle * _periodPs, phase.Cycles * _periodPs, TraceComponent.Phases, TraceNames.Of(phase.Kind), phase.Operation, -1, -1,
        -1, -1, -1, -1, -1,
        0, phase.StallCycles)
    {
        Step = phase.Steps,
        ConflictStallCycles = phase.ConflictStallCycles,
        LatencyStallCycles = phase.LatencyStallCycles,
        Folds = phase.Folds,
        ComputeSteps = phase.ComputeSteps,
    };

    private TraceRow Row(TraceFold fold) => new(
        fold.StartCycle * _periodPs, 0, TraceComponent.Folds, "fold", fold.Operation, -1, -1, fold.RowIndex, fold.ColumnIndex, -1, -1,
        -1, 0, 0)
    {
        FilledRows = fold.Rows,
        FilledColumns = fold.Columns,
    };

    private TraceRow Row(TraceTransfer transfer) => new(
        transfer.StartCycle * _periodPs, transfer.Cycles * _periodPs, TraceComponent.Transfers, transfer.IsWrite ? "store" : "load",
        transfer.Operation >= 0 ? transfer.Operation : _operations.At(transfer.StartCycle), -1, -1, -1, -1, transfer.Tensor, -1,
        (transfer.BaseLine + (transfer.Runs.Count > 0 ? transfer.Runs[0].First : 0)) * LineBytes,
        transfer.Runs.Sum(run => run.Count) * LineBytes, 0)
    {
        InHalf = transfer.IsInHalf ? 1 : 0,
    };

    private TraceRow Row(TraceWait wait) => new(
        wait.StartCycle * _periodPs, wait.Cycles * _periodPs, TraceComponent.Waits, TraceNames.Of(wait.Unit), wait.Operation, -1, -1, -1,
        -1, wait.Tensor, -1, -1, 0, 0)
    {
        Cause = TraceNames.Of(wait.Cause),
        OfOperation = wait.OfOperation,
        Tile = wait.Tile,
    };

    private long LineBytes => _file.Header.LineBytes;

    /// <summary>Where an access's line has its home in DRAM: lines stand line by line, all slices side by side.</summary>
    private long HomeOf(in TraceAccess access)
    {
        if (!_tensors.TryGetValue(access.Tensor, out Tensor? tensor) || tensor.LinesPerSlice == 0)
            return -1;
        (long slice, long line) = Math.DivRem(access.Line, tensor.LinesPerSlice);
        return ((long)tensor.DramBurst + line * tensor.Slices + slice) * LineBytes;
    }
}
