using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Accelerator.Steps;
using CycleSim.Dram.Commands;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Standards;
using CycleSim.Kernel;
using CycleSim.Platform;
using CycleSim.Traces;
using CycleSim.Traces.Format;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Recording;

/// <summary>
/// Writes scratchpad accesses, DRAM commands, phases, folds, transfers and waits of a run to a trace: all of them, or a selection.
/// </summary>
public sealed class TraceRecorder : IDisposable
{
    /// <summary>
    /// What a killed recording leaves is complete up to this much simulated time, in picoseconds, before the end of the last DRAM transfer
    /// or operation that it reached.
    /// </summary>
    public const long MaxLossPs = 5_000_000_000;

    /// <summary>Shorter than <see cref="MaxLossPs"/>: the last commands of a transfer come a little before its last data.</summary>
    private const long CheckpointPs = MaxLossPs / 10 * 9;

    private readonly TraceWriter _writer;
    private readonly TraceSelection _selection;
    private readonly MachineSpec _machine;
    private readonly bool _overlap;
    private readonly StartOrder<TracePhase> _phases;
    private readonly StartOrder<TraceWait> _waits;

    /// <summary>Starts to listen.</summary>
    /// <param name="simulator">The run to be traced; not yet started.</param>
    /// <param name="stream">Where the trace goes; the recorder does not close it.</param>
    /// <param name="header">What is traced; everything that the run itself knows is filled in.</param>
    /// <param name="selection">What is recorded.</param>
    public TraceRecorder(TrainingStepSimulator simulator, Stream stream, Header header, TraceSelection selection)
        : this(simulator, stream, header, selection, CheckpointPs)
    {
    }

    /// <summary>As the public one, with another time between checkpoints.</summary>
    internal TraceRecorder(TrainingStepSimulator simulator, Stream stream, Header header, TraceSelection selection, long checkpointPs)
    {
        ArgumentNullException.ThrowIfNull(simulator);
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(selection);
        _machine = simulator.Machine;
        _overlap = _machine.Ordering == TraceMachines.Overlapped;
        if (!_overlap && _machine.Ordering != PaperChoices.Ordering)
        {
            throw new InputException(
                $"machine {_machine.Name} has ordering \"{_machine.Ordering}\"; a trace holds runs of orderings "
                + $"\"{PaperChoices.Ordering}\" and \"{TraceMachines.Overlapped}\" only");
        }

        if (_machine.Scratchpad.WriteVerify is not null)
            throw new InputException($"machine {_machine.Name} verifies writes; a trace does not keep their attempts");
        _selection = _overlap ? selection : selection.WithoutWaits();
        Fill(header, simulator);
        if (!_selection.IsAll)
            header.Selection = _selection.ToFormat();
        header.CheckpointPs = (ulong)checkpointPs;
        _writer = new TraceWriter(stream, header);
        _phases = new StartOrder<TracePhase>(phase => _writer.Add(phase));
        _waits = new StartOrder<TraceWait>(wait => _writer.Add(wait));
        Subscribe(simulator.Hooks);
        simulator.IsRecorded = true;
    }

    /// <summary>Closes the trace after a complete run.</summary>
    public void Complete()
    {
        Release(long.MaxValue);
        _writer.Complete();
    }

    /// <inheritdoc />
    public void Dispose() => _writer.Dispose();

    private static void Fill(Header header, TrainingStepSimulator simulator)
    {
        MachineSpec machine = simulator.Machine;
        header.ClockPeriodPs = (ulong)machine.ClockPeriodPs;
        header.Banks = (uint)machine.Scratchpad.Banks;
        if (machine.IdealDram is null)
            FillDram(header, machine.Dram);
        header.LineBytes = (uint)machine.Scratchpad.LineBytes;
        header.MachineValues = RecordedMachine.ToFormat(machine, simulator.Plan.Tiling?.Shares);
        header.MemoryValues = RecordedMachine.ToFormat(simulator.MemoryName, simulator.Metrics, simulator.MemoryArrayCount, machine);
        header.Tensors.AddRange(simulator.Layouts.Select(layout => new Tensor
        {
            Id = (uint)layout.Tensor.Id,
            Name = layout.Tensor.Name,
            Slices = (uint)layout.Tensor.Slices,
            LinesPerSlice = (uint)layout.LinesPerSlice,
            Scratchpad = (uint)TraceScratchpads.Of(layout.Tensor.Role),
            WordsPerSlice = (uint)layout.Tensor.WordsPerSlice,
            DramBurst = (ulong)simulator.DramMap.BaseOf(layout.Tensor),
            Format = RecordedFormat.ToFormat(layout.Tensor.Format),
        }));
        header.Operations.AddRange(simulator.Program.Operations.Select((operation, index) => new Operation
        {
            Name = operation.Name,
            Layer = operation.Layer.Name,
            Pass = operation.Pass.ToString(),
            Macs = (ulong)(operation is GemmOperation gemm ? gemm.Macs : 0),
            HalvesKey = (uint)HalvesKeyOf(simulator.Plan, operation, index),
        }));
        header.Residency.AddRange(simulator.Plan.Changes.Select(change => new Residency
        {
            Operation = (uint)change.Operation,
            Tensor = (uint)change.Tensor.Id,
            Enters = change.Enters,
        }));
    }

    private static int HalvesKeyOf(ResidencyPlan plan, StepOperation operation, int index) =>
        plan.Tiling is not null && operation is GemmOperation gemm ? HalvesKey.Of(gemm, plan.Operations[index].OnChip) : 0;

    private static void FillDram(Header header, DramSpec dram)
    {
        header.DramClockPeriodPs = (ulong)dram.ClockPeriodPs;
        header.DramRanks = (uint)dram.Ranks;
        header.DramBanks = (uint)dram.Banks;
        // What there is one of stays out, so that traces of such machines are what they always were.
        header.DramChannels = dram.Channels > 1 ? (uint)dram.Channels : 0;
        header.DramBankGroups = dram.BankGroups > 1 ? (uint)dram.BankGroups : 0;
    }

    private void Subscribe(MachineHooks hooks)
    {
        if (_selection.Components.Overlaps(TraceNames.ScratchpadComponents))
            hooks.ScratchpadAccess.Subscribe(_selection.IsAll ? OnAnyAccess : OnAccess);
        Subscribe(TraceComponent.Dram, hooks.DramCommands, OnCommand);
        Subscribe(TraceComponent.Phases, hooks.Phase, OnPhase);
        Subscribe(TraceComponent.Folds, hooks.Fold, OnFold);
        Subscribe(TraceComponent.Transfers, hooks.Transfer, OnTransfer);
        Subscribe(TraceComponent.Waits, hooks.Wait, OnWait);
        hooks.ReachedPs.Subscribe((in long ps) => Release(ps / _machine.ClockPeriodPs));
        hooks.CompletePs.Subscribe(OnComplete);
    }

    private void Subscribe<T>(TraceComponent component, Hook<T> hook, HookObserver<T> observer)
        where T : struct
    {
        if (_selection.Components.Contains(component))
            hook.Subscribe(observer);
    }

    private void Release(long cycle)
    {
        _phases.Release(cycle);
        _waits.Release(cycle);
    }

    private void OnComplete(in long ps) => _writer.CompleteTo(ps);

    private void OnAccess(in ScratchpadAccess access)
    {
        if (_selection.Has(TraceScratchpads.Of(access.Scratchpad), access.Cycle))
            OnAnyAccess(access);
    }

    private void OnAnyAccess(in ScratchpadAccess access) => _writer.Add(new TraceAccess(
        (int)TraceScratchpads.Of(access.Scratchpad), access.Cycle, access.Bank, access.Tensor, access.Line, access.Bytes,
        access.Kind == AccessKind.Write, access.WaitedCycles, access.Port, access.Step));

    private void OnPhase(in PhaseInterval phase)
    {
        if (!_selection.Has(TraceComponent.Phases, phase.StartCycle, phase.EndCycle))
            return;
        var recorded = new TracePhase(
            (TracePhaseKind)phase.Kind, phase.Operation, phase.StartCycle, phase.EndCycle - phase.StartCycle, phase.Folds,
            phase.ConflictStallCycles, phase.LatencyStallCycles, phase.ComputeSteps, phase.Steps, phase.UncountedSteps)
        {
            SumReads = phase.Accumulators.Reads,
            SumWrites = phase.Accumulators.Writes,
            Ports =
            [
                .. phase.Ports.Select(run => new TracePortRun(
                    run.Count, (int)TraceScratchpads.Of(run.Scratchpad), run.IsWrite, run.Ahead, run.Accesses)),
            ],
        };
        if (_overlap)
            _phases.Add(recorded.StartCycle, recorded);
        else
            _writer.Add(recorded);
    }

    private void OnFold(in FoldStart fold)
    {
        if (_selection.Has(TraceComponent.Folds, fold.StartCycle))
            _writer.Add(new TraceFold(fold.StartCycle, fold.Operation, fold.RowIndex, fold.ColumnIndex, fold.Rows, fold.Columns));
    }

    private void OnTransfer(in DramTransfer transfer)
    {
        if (!_selection.Has(TraceComponent.Transfers, transfer.StartCycle, transfer.EndCycle))
            return;
        _writer.Add(new TraceTransfer(
            transfer.StartCycle, transfer.EndCycle - transfer.StartCycle, transfer.Tensor, transfer.IsWrite, transfer.BaseLine)
        {
            Runs = [.. transfer.Runs.Select(run => new TraceLines(run.First, run.Count))],
            Operation = transfer.Operation,
            IsInHalf = transfer.IsInHalf,
            Tile = transfer.Tile?.Number ?? -1,
            Use = (TraceTransferUse)(transfer.Tile?.Use ?? 0),
            IsOfWholeTensor = transfer.Tile?.IsOfWholeTensor ?? false,
        });
    }

    private void OnWait(in UnitWait wait)
    {
        if (!_selection.Has(TraceComponent.Waits, wait.StartCycle, wait.EndCycle))
            return;
        _waits.Add(wait.StartCycle, new TraceWait(
            (TraceWaitUnit)wait.Unit, wait.Operation, wait.StartCycle, wait.EndCycle - wait.StartCycle, (TraceWaitCause)wait.Cause,
            wait.OfOperation, wait.Tile, wait.Tensor));
    }

    private void OnCommand(in DramCommandRun command)
    {
        long last = command.Cycle + (command.Count - 1L) * command.PitchCycles;
        if (!_selection.Has(TraceComponent.Dram, CoreCycle(command.Cycle), CoreCycle(last) + 1))
            return;
        _writer.Add(new TraceDram(
            KindOf(command.Kind), command.Cycle, command.Rank, command.Bank, command.Row, command.Column, command.Count,
            command.PitchCycles, command.Channel));
    }

    // By name: the numbers in the file are fixed, and include a command (PREA) that the controller does not issue.
    private static TraceDramKind KindOf(DramCommandKind kind) => kind switch
    {
        DramCommandKind.Activate => TraceDramKind.Activate,
        DramCommandKind.Precharge => TraceDramKind.Precharge,
        DramCommandKind.Read => TraceDramKind.Read,
        DramCommandKind.Write => TraceDramKind.Write,
        DramCommandKind.Refresh => TraceDramKind.Refresh,
        DramCommandKind.RefreshBank => TraceDramKind.RefreshBank,
        DramCommandKind.PowerDownEntry => TraceDramKind.PowerDownEntry,
        DramCommandKind.PowerDownExit => TraceDramKind.PowerDownExit,
        DramCommandKind.SelfRefreshEntry => TraceDramKind.SelfRefreshEntry,
        DramCommandKind.SelfRefreshExit => TraceDramKind.SelfRefreshExit,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "a trace has no such command"),
    };

    private long CoreCycle(long dramCycle) => dramCycle * _machine.Dram.ClockPeriodPs / _machine.ClockPeriodPs;
}
