using System.Collections.Immutable;
using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Energy;
using CycleSim.Accelerator.Steps;
using CycleSim.Dram;
using CycleSim.Traces;
using CycleSim.Traces.Format;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Replay;

/// <summary>
/// Drives scratchpads and DRAM from a trace in a closed loop: phases, the order of each port's accesses, the steps that need them and the
/// bursts of each transfer are the recorded ones; every time is worked out anew. On the recorded machine and memory the result is the
/// recorded run, to the last cycle, access and picojoule.
/// </summary>
public sealed class ClosedLoopReplay
{
    private readonly TraceFile _file;
    private readonly ReplayTarget _target;
    private readonly Dictionary<int, TensorLayout> _layouts;
    private readonly StepMachine _machine;
    private readonly CancellationToken _cancellation;

    private ClosedLoopReplay(TraceFile file, ReplayTarget target, CancellationToken cancellation)
    {
        _file = file;
        _target = target;
        _layouts = target.Layouts(file.Header);
        _machine = new StepMachine(target.Machine, target.ReadCycles, target.WriteCycles, new MachineHooks(), cancellation);
        _cancellation = cancellation;
    }

    /// <summary>Replays a trace.</summary>
    /// <param name="file">A complete trace of a whole run.</param>
    /// <param name="target">The machine and memory to replay on.</param>
    /// <param name="cancellation">Ends the replay early.</param>
    /// <exception cref="TraceFormatException">The trace is a selection, was salvaged, or contradicts itself.</exception>
    public static ReplayResult Run(TraceFile file, ReplayTarget target, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(target);
        if (file.Header.Selection is not null)
            throw new TraceFormatException($"{file.Name}: holds a selection of a run; a closed loop needs all of it (open loop works)");
        if (file.End.Salvaged)
            throw new TraceFormatException($"{file.Name}: was salvaged from a damaged trace; a closed loop needs all of a run (open loop works)");
        return new ClosedLoopReplay(file, target, cancellation).Run();
    }

    private ReplayResult Run()
    {
        AccessStream[] streams =
        [
            .. TraceNames.ScratchpadComponents.Select(pad => new AccessStream(_file.Accesses(pad, 0, long.MaxValue), _file.Name)),
        ];
        try
        {
            return Run(streams);
        }
        finally
        {
            foreach (AccessStream stream in streams)
                stream.Dispose();
        }
    }

    private ReplayResult Run(AccessStream[] streams)
    {
        var meter = new EnergyMeter(_target.Machine, _target.Metrics, _target.LeakageMw);
        var results = ImmutableArray.CreateBuilder<OperationResult>();
        using IEnumerator<TracePhase> phases = _file.Phases(0, long.MaxValue).GetEnumerator();
        using IEnumerator<TraceTransfer> transfers = _file.Transfers(0, long.MaxValue).GetEnumerator();
        bool more = phases.MoveNext();
        long cycle = 0;
        int count = _file.Header.Operations.Count;
        for (int operation = 0; operation <= count; operation++)
        {
            _machine.Operation = operation;
            ScratchpadTotals scratchpads = _machine.Scratchpads;
            DramCounts dram = _machine.AccountDram(cycle);
            for (; more && phases.Current.Operation == operation; more = phases.MoveNext())
                cycle = RunPhase(cycle, phases.Current, transfers, streams);
            DramCounts dramDone = _machine.AccountDram(cycle) - dram;
            results.Add(Record(operation, meter, _machine.Scratchpads - scratchpads, dramDone));
        }

        if (more)
            throw new TraceFormatException($"{_file.Name}: phases do not stand in the order of operations");
        if (transfers.MoveNext())
            throw new TraceFormatException($"{_file.Name}: has more transfers than DRAM phases");
        foreach (AccessStream stream in streams)
            stream.CheckEnd();
        return new ReplayResult(_file.Header, _target, results.ToImmutable());
    }

    private OperationResult Record(int index, EnergyMeter meter, ScratchpadTotals scratchpads, DramCounts dram)
    {
        Operation? operation = index < _file.Header.Operations.Count ? _file.Header.Operations[index] : null;
        CycleCounts cycles = _machine.TakeCycles();
        EnergyBreakdown energy = meter.Measure(cycles.Total, (long)(operation?.Macs ?? 0), scratchpads, dram);
        string layer = operation?.Layer ?? OperationResult.EndOfStep;
        string part = operation is null ? OperationResult.WriteBack : operation.Name[(layer.Length + 1)..];
        Pass pass = operation is null ? Pass.Update : Enum.Parse<Pass>(operation.Pass);
        return new OperationResult(index, layer, pass, part, null, cycles, scratchpads, dram, energy);
    }

    private long RunPhase(long cycle, in TracePhase phase, IEnumerator<TraceTransfer> transfers, AccessStream[] streams)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (phase.Kind == TracePhaseKind.Dram)
            return RunTransfer(cycle, transfers);
        (List<LanePort> reads, List<LanePort> writes) = Ports(phase, streams);
        cycle = phase.Kind == TracePhaseKind.Array
            ? _machine.RunArray(cycle, phase.Folds, phase.Products, phase.Steps, phase.UncountedSteps, reads, writes)
            : _machine.RunVector(cycle, phase.Steps, reads, writes);
        foreach (AccessStream stream in streams)
            stream.CheckEmpty();
        return cycle;
    }

    private long RunTransfer(long cycle, IEnumerator<TraceTransfer> transfers)
    {
        if (!transfers.MoveNext())
            throw new TraceFormatException($"{_file.Name}: has fewer transfers than DRAM phases");
        TraceTransfer transfer = transfers.Current;
        LineRun[] runs = [.. transfer.Runs.Select(run => new LineRun(run.First, run.Count))];
        return _machine.RunDram(cycle, transfer.Tensor, transfer.BaseBurst, runs, transfer.IsWrite);
    }

    private (List<LanePort> Reads, List<LanePort> Writes) Ports(in TracePhase phase, AccessStream[] streams)
    {
        var reads = new List<LanePort>();
        var writes = new List<LanePort>();
        int port = 0;
        foreach (TracePortRun run in phase.Ports)
        {
            for (int i = 0; i < run.Count; i++, port++)
            {
                if (run.Accesses == 0)
                    continue;
                var sequence = new RecordedSequence(
                    streams[run.Scratchpad], port, run.Accesses, phase.Steps + phase.UncountedSteps, LayoutOf, _machine.Patterns);
                Scratchpad scratchpad = _machine.ScratchpadOf(sequence.Layout);
                (run.IsWrite ? writes : reads).Add(new LanePort(sequence, scratchpad, sequence.Layout, run.IsWrite, run.Ahead));
            }
        }

        return (reads, writes);
    }

    private TensorLayout LayoutOf(int tensor) => _layouts.TryGetValue(tensor, out TensorLayout? layout)
        ? layout
        : throw new TraceFormatException($"{_file.Name}: an access names tensor {tensor}, which the header does not have");
}
