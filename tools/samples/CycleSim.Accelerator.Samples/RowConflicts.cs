using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Dram.Commands;
using CycleSim.Dram.Standards;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Samples;

/// <summary>
/// Observes and changes nothing: counts row conflicts by layer. A row conflict is an open DRAM row that is closed because the next request
/// to its bank needs another one; rows closed for a refresh do not count.
/// </summary>
internal sealed class RowConflicts : IMachineComponent
{
    private readonly HashSet<(int Channel, int Rank, int Bank)> _closed = [];
    private readonly Dictionary<int, int> _byOperation = [];
    private int _sinceLastTransfer;

    public void Attach(MachineContext machine)
    {
        machine.Hooks.DramCommands.Subscribe((in DramCommandRun command) => Count(command));
        machine.Hooks.Phase.Subscribe((in PhaseInterval phase) => Assign(phase));
    }

    private void Count(DramCommandRun command)
    {
        (int Channel, int Rank, int Bank) bank = (command.Channel, command.Rank, command.Bank);
        if (command.Kind == DramCommandKind.Precharge)
            _closed.Add(bank);
        else if (command.Kind == DramCommandKind.Refresh)
            _closed.RemoveWhere(closed => closed.Channel == command.Channel && closed.Rank == command.Rank);
        else if (command.Kind == DramCommandKind.RefreshBank)
            _closed.Remove(bank);
        else if (command.Kind == DramCommandKind.Activate && _closed.Remove(bank))
            _sinceLastTransfer++;
    }

    /// <summary>Commands are reported before the transfer that they belong to.</summary>
    private void Assign(PhaseInterval phase)
    {
        if (phase.Kind != PhaseKind.Dram)
            return;
        _byOperation[phase.Operation] = _byOperation.GetValueOrDefault(phase.Operation) + _sinceLastTransfer;
        _sinceLastTransfer = 0;
    }

    public static void Run(TextWriter output)
    {
        StepProgram program = TrainingStepLowering.Lower(NetworkLoader.Load("lenet5-28x28-mnist"), batch: 8);
        var simulator = new TrainingStepSimulator(
            program, MachineLoader.Load("paper"), MemoryTechnologyLoader.Load("stt-mram"), capacityBytes: 64 << 10);
        var conflicts = new RowConflicts();
        simulator.Components.Add(conflicts);
        StepResult result = simulator.Run();
        foreach (IGrouping<string, OperationResult> layer in result.Operations.GroupBy(operation => operation.Layer))
        {
            int count = layer.Sum(operation => conflicts._byOperation.GetValueOrDefault(operation.Index));
            output.WriteLine($"{layer.Key}: {count} row conflicts, {layer.Sum(operation => operation.Dram.Bursts)} bursts");
        }
    }
}
