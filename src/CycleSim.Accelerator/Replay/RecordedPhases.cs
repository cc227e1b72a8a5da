using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Recording;
using CycleSim.Accelerator.Steps;
using CycleSim.Traces;
using CycleSim.Traces.Format;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Replay;

/// <summary>
/// Recorded phases of the array and the vector unit as phases of a machine. Each takes the accesses of its ports when it starts: phases
/// follow each other, so the streams of accesses are read once.
/// </summary>
internal sealed class RecordedPhases : IDisposable
{
    /// <summary>How messages about traces without a column begin.</summary>
    internal const string Old = "was recorded before traces kept";

    private readonly TraceFile _file;
    private readonly ReplayTarget _target;
    private readonly StepMachine _machine;
    private readonly AccessStream[] _streams;
    private readonly Dictionary<uint, Tensor> _tensors;
    private readonly Dictionary<(uint Tensor, int Banks), TensorLayout> _layouts = [];
    private readonly bool _isDivided;

    /// <summary>Opens the accesses of a trace.</summary>
    internal RecordedPhases(TraceFile file, ReplayTarget target, StepMachine machine)
    {
        (_file, _target, _machine) = (file, target, machine);
        _isDivided = TraceMachines.HasTiles(file.Header);
        _tensors = file.Header.Tensors.ToDictionary(tensor => tensor.Id);
        _streams =
        [
            .. TraceNames.ScratchpadComponents.Select(pad => new AccessStream(file.Accesses(pad, 0, long.MaxValue), file.Name)),
        ];
    }

    /// <summary>A phase, which starts now: the accesses of the phases before have all been made.</summary>
    /// <exception cref="TraceFormatException">The trace has other accesses than its phases say.</exception>
    internal LanePhase Start(in TracePhase phase)
    {
        foreach (AccessStream stream in _streams)
            stream.CheckEmpty();
        if (phase.SumReads < 0)
            throw new TraceFormatException($"{_file.Name}: {Old} the traffic of accumulators; record it again (open loop works)");
        LanePorts ports = PortsOf(phase);
        return phase.Kind == TracePhaseKind.Array
            ? new ArrayPhase
            {
                Operation = phase.Operation,
                MakePorts = () => ports,
                Steps = phase.Steps + phase.UncountedSteps,
                UncountedSteps = phase.UncountedSteps,
                FoldCount = phase.Folds,
                ComputeSteps = phase.ComputeSteps,
                Accumulators = new AccumulatorCounts(phase.SumReads, phase.SumWrites),
            }
            : new LanePhase { Operation = phase.Operation, MakePorts = () => ports, Steps = phase.Steps };
    }

    /// <summary>A tensor of the header.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="what">What names it, for the message.</param>
    /// <exception cref="TraceFormatException">The header does not have it.</exception>
    internal Tensor TensorOf(int id, string what) => _tensors.TryGetValue((uint)id, out Tensor? tensor)
        ? tensor
        : throw new TraceFormatException($"{_file.Name}: {what} names tensor {id}, which the header does not have");

    /// <summary>The last phase has ended.</summary>
    /// <exception cref="TraceFormatException">There are accesses that no phase has.</exception>
    internal void CheckEnd()
    {
        foreach (AccessStream stream in _streams)
            stream.CheckEnd();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (AccessStream stream in _streams)
            stream.Dispose();
    }

    private LanePorts PortsOf(in TracePhase phase)
    {
        var ports = new LanePorts();
        int port = 0;
        foreach (TracePortRun run in phase.Ports)
        {
            for (int i = 0; i < run.Count; i++, port++)
                if (run.Accesses > 0)
                    ports.Add(PortOf(run, port, phase.Steps + phase.UncountedSteps));
        }

        return ports;
    }

    private LanePort PortOf(in TracePortRun run, int port, long steps)
    {
        AccessStream stream = _streams[run.Scratchpad];
        TraceAccess first = stream.Next(port);
        Tensor tensor = TensorOf(first.Tensor, "an access");
        Scratchpad scratchpad = ScratchpadOf(tensor, first);
        TensorLayout layout = LayoutOf(tensor, scratchpad.Banks);
        var sequence = new RecordedSequence(
            stream, first, run.Accesses, steps, layout, _isDivided ? scratchpad.FirstBank : null, _machine.PatternsOf(layout));
        return new LanePort(sequence, scratchpad, layout, run.IsWrite, run.Ahead);
    }

    /// <summary>The scratchpad of a tensor; of a divided one the part that the recorded bank belongs to.</summary>
    private Scratchpad ScratchpadOf(Tensor tensor, in TraceAccess access)
    {
        TensorRole role = TraceScratchpads.RoleOf(tensor.Scratchpad);
        if (!_isDivided)
            return _machine.Scratchpads[role];
        return _machine.Scratchpads.OfBank(role, access.Bank)
            ?? throw new TraceFormatException($"{_file.Name}: an access names bank {access.Bank}, which no part of its scratchpad has");
    }

    /// <summary>A transfer as an order to the DMA engine.</summary>
    /// <param name="operation">Index of the operation.</param>
    /// <param name="transfer">The transfer.</param>
    internal DmaDescriptor DescriptorOf(int operation, in TraceTransfer transfer)
    {
        DmaDescriptor moved = RecordedTransfers.DescriptorOf(operation, transfer);
        if (!_machine.AreBanksShared || !moved.IsInHalf)
            return moved;
        TensorLayout layout = LayoutOf(TensorOf(moved.Tensor, "a transfer"), _machine.Spec.Scratchpad.Banks);
        long end = 0;
        foreach (LineRun run in moved.Runs)
        {
            if (run.First < end || run.Count < 0 || run.Count > layout.Lines - run.First)
            {
                throw new TraceFormatException(
                    $"{_file.Name}: a transfer moves lines {run.First} and {run.Count - 1} more of tensor {layout.Tensor.Name}, which has "
                    + $"{layout.Lines}, each once");
            }

            end = run.End;
        }

        return moved with { SharedBanks = layout };
    }

    private TensorLayout LayoutOf(Tensor tensor, int banks)
    {
        if (!_layouts.TryGetValue((tensor.Id, banks), out TensorLayout? layout))
            _layouts.Add((tensor.Id, banks), layout = _target.Layout(tensor, banks, _file.Name));
        return layout;
    }
}
