using System.Runtime.ExceptionServices;
using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Energy;
using CycleSim.Accelerator.Steps;
using CycleSim.Kernel;
using CycleSim.Traces;
using CycleSim.Traces.Format;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Replay;

/// <summary>
/// Drives scratchpads and DRAM from a trace in a closed loop: phases, the order of each port's accesses, the steps that need them and the
/// bursts of each transfer are the recorded ones; every time is computed again. On the recorded machine and memory the result is the
/// recorded run, to the last cycle, access and picojoule.
/// </summary>
public sealed class ClosedLoopReplay
{
    private readonly TraceFile _file;
    private readonly ReplayTarget _target;
    private readonly Dictionary<int, TensorLayout> _layouts;
    private readonly CancellationToken _cancellation;
    private readonly Action<int, int>? _progress;

    private ClosedLoopReplay(TraceFile file, ReplayTarget target, Action<int, int>? progress, CancellationToken cancellation)
    {
        _file = file;
        _target = target;
        _layouts = target.Layouts(file);
        _cancellation = cancellation;
        _progress = progress;
    }

    /// <summary>Replays a trace.</summary>
    /// <param name="file">A complete trace of a whole run.</param>
    /// <param name="target">The machine and memory to replay on.</param>
    /// <param name="progress">Told of operations done, and operations in all; the write-back at the end counts as one.</param>
    /// <param name="cancellation">Ends the replay early.</param>
    /// <exception cref="TraceFormatException">
    /// The trace is a selection, was salvaged, is of a run in tiles, or contradicts itself.
    /// </exception>
    public static ReplayResult Run(
        TraceFile file, ReplayTarget target, Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(target);
        if (file.Header.Selection is not null)
            throw new TraceFormatException($"{file.Name}: holds a selection of a run; a closed loop needs all of it (open loop works)");
        if (file.End.Salvaged)
        {
            throw new TraceFormatException(
                $"{file.Name}: was salvaged from a damaged trace; a closed loop needs all of a run (open loop works)");
        }

        string? flow = TraceMachines.HasOverlap(file.Header) ? "overlapping tiles" : TraceMachines.HasTiles(file.Header) ? "tiles" : null;
        if (flow is not null)
        {
            throw new TraceFormatException(
                $"{file.Name}: holds a run in {flow}; a closed loop would need the tile of each transfer and phase, which traces do not "
                + "keep: simulate the other machine instead (open loop works)");
        }

        return new ClosedLoopReplay(file, target, progress, cancellation).Run();
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
        using var simulation = new Simulation();
        var machine = new StepMachine(
            simulation, _target.Machine, _target.ReadCycles, _target.WriteCycles, new MachineHooks(), cancellation: _cancellation);
        var results = new OperationResults(machine, new EnergyMeter(_target.Machine, _target.Metrics, _target.LeakageMw));
        simulation.Start(Replay(machine, results, streams), "replay");
        try
        {
            simulation.Run();
        }
        catch (SimulationException problem) when (problem.InnerException is { } cause)
        {
            ExceptionDispatchInfo.Throw(cause);
        }

        return new ReplayResult(_file.Header, _target, results.All);
    }

    /// <summary>The recorded phases, one after the other.</summary>
    private IEnumerable<Wait> Replay(StepMachine machine, OperationResults results, AccessStream[] streams)
    {
        using IEnumerator<TracePhase> phases = _file.Phases(0, long.MaxValue).GetEnumerator();
        using IEnumerator<TraceTransfer> transfers = _file.Transfers(0, long.MaxValue).GetEnumerator();
        bool more = phases.MoveNext();
        for (int operation = 0; operation <= _file.Header.Operations.Count; operation++)
        {
            for (; more && phases.Current.Operation == operation; more = phases.MoveNext())
            {
                yield return RunPhase(machine, phases.Current, transfers, streams);
                foreach (AccessStream stream in streams)
                    stream.CheckEmpty();
            }

            Add(results, operation);
            _progress?.Invoke(operation + 1, _file.Header.Operations.Count + 1);
        }

        if (more)
            throw new TraceFormatException($"{_file.Name}: phases do not stand in the order of operations");
        if (transfers.MoveNext())
            throw new TraceFormatException($"{_file.Name}: has more transfers than DRAM phases");
        foreach (AccessStream stream in streams)
            stream.CheckEnd();
    }

    private void Add(OperationResults results, int index)
    {
        Operation? operation = index < _file.Header.Operations.Count ? _file.Header.Operations[index] : null;
        string layer = operation?.Layer ?? OperationResult.EndOfStep;
        string part = operation is null ? OperationResult.WriteBack : operation.Name[(layer.Length + 1)..];
        Pass pass = operation is null ? Pass.Update : Enum.Parse<Pass>(operation.Pass);
        results.Add(layer, pass, part, null, (long)(operation?.Macs ?? 0));
    }

    private Wait RunPhase(StepMachine machine, TracePhase phase, IEnumerator<TraceTransfer> transfers, AccessStream[] streams)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (phase.Kind == TracePhaseKind.Dram)
            return machine.Dma.Move(NextTransfer(phase.Operation, transfers));
        LanePorts ports = PortsOf(machine, phase, streams);
        return phase.Kind == TracePhaseKind.Array
            ? machine.Array.Run(new ArrayPhase
            {
                Operation = phase.Operation,
                MakePorts = () => ports,
                Steps = phase.Steps + phase.UncountedSteps,
                UncountedSteps = phase.UncountedSteps,
                FoldCount = phase.Folds,
                ComputeSteps = phase.ComputeSteps,
            })
            : machine.Vector.Run(new LanePhase { Operation = phase.Operation, MakePorts = () => ports, Steps = phase.Steps });
    }

    private DmaDescriptor NextTransfer(int operation, IEnumerator<TraceTransfer> transfers)
    {
        if (!transfers.MoveNext())
            throw new TraceFormatException($"{_file.Name}: has fewer transfers than DRAM phases");
        return OpenLoopReplay.DescriptorOf(operation, transfers.Current);
    }

    private LanePorts PortsOf(StepMachine machine, in TracePhase phase, AccessStream[] streams)
    {
        var ports = new LanePorts();
        int port = 0;
        foreach (TracePortRun run in phase.Ports)
        {
            for (int i = 0; i < run.Count; i++, port++)
            {
                if (run.Accesses == 0)
                    continue;
                var sequence = new RecordedSequence(
                    streams[run.Scratchpad], port, run.Accesses, phase.Steps + phase.UncountedSteps, LayoutOf,
                    machine.PatternsOf(machine.Spec.Scratchpad.Banks));
                Scratchpad scratchpad = machine.Scratchpads.Of(sequence.Layout);
                ports.Add(new LanePort(sequence, scratchpad, sequence.Layout, run.IsWrite, run.Ahead));
            }
        }

        return ports;
    }

    private TensorLayout LayoutOf(int tensor) => _layouts.TryGetValue(tensor, out TensorLayout? layout)
        ? layout
        : throw new TraceFormatException($"{_file.Name}: an access names tensor {tensor}, which the header does not have");
}
