using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Simulation;
using CycleSim.Traces;
using CycleSim.Traces.Format;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Observation;

/// <summary>Writes every scratchpad access, DRAM command and phase of a run to a trace.</summary>
public sealed class TraceRecorder : IDisposable
{
    private readonly TraceWriter _writer;

    /// <summary>Starts to listen.</summary>
    /// <param name="simulator">The run to be traced; not yet started.</param>
    /// <param name="stream">Where the trace goes; the recorder does not close it.</param>
    /// <param name="header">What is traced; tensors and operations are filled in.</param>
    /// <param name="program">The step that runs.</param>
    /// <param name="machine">The machine it runs on.</param>
    public TraceRecorder(
        TrainingStepSimulator simulator, Stream stream, Header header, StepProgram program, MachineSpec machine)
    {
        ArgumentNullException.ThrowIfNull(simulator);
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(machine);
        header.ClockPeriodPs = (ulong)machine.ClockPeriodPs;
        header.DramClockPeriodPs = (ulong)machine.Dram.ClockPeriodPs;
        header.Tensors.AddRange(simulator.Layouts.Select(layout => new Tensor
        {
            Id = (uint)layout.Tensor.Id,
            Name = layout.Tensor.Name,
            Slices = (uint)layout.Tensor.Slices,
            LinesPerSlice = (uint)layout.LinesPerSlice,
        }));
        header.Operations.AddRange(program.Operations.Select(operation => new Operation
        {
            Name = operation.Name,
            Layer = operation.Layer.Name,
            Pass = operation.Pass.ToString(),
        }));
        header.Banks = (uint)machine.Scratchpad.Banks;
        header.DramRanks = (uint)machine.Dram.Ranks;
        header.DramBanks = (uint)machine.Dram.Banks;
        header.LineBytes = (uint)machine.Scratchpad.LineBytes;
        _writer = new TraceWriter(stream, header);
        simulator.Hooks.ScratchpadAccess.Subscribe(OnAccess);
        simulator.Hooks.DramCommand.Subscribe(OnCommand);
        simulator.Hooks.Phase.Subscribe(OnPhase);
    }

    /// <summary>Closes the trace after a complete run.</summary>
    public void Complete() => _writer.Complete();

    /// <inheritdoc />
    public void Dispose() => _writer.Dispose();

    private void OnAccess(in ScratchpadAccess access) => _writer.Add(new TraceAccess(
        (int)access.Scratchpad, access.Cycle, access.Bank, access.Tensor, access.Line, access.Bytes,
        access.Kind == AccessKind.Write, access.WaitedCycles));

    private void OnPhase(in PhaseInterval phase) => _writer.Add(new TracePhase(
        (int)phase.Kind, phase.Operation, phase.StartCycle, phase.EndCycle - phase.StartCycle, phase.Folds, phase.StallCycles));

    private void OnCommand(in DramCommand command) => _writer.Add(new TraceDram(
        (TraceDramKind)command.Kind, command.Cycle, command.Rank, command.Bank, command.Row, command.Column, command.Count,
        command.PitchCycles));
}
