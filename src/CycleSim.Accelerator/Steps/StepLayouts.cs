using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Machine;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Steps;

/// <summary>Layouts of tensors where scratchpads are divided: those that stay are spread over other banks than tiles.</summary>
internal sealed class StepLayouts
{
    private readonly TensorLayout[] _tiles;

    /// <summary>Lays the tensors of a step out.</summary>
    internal StepLayouts(StepProgram program, MachineSpec machine, Func<TensorRole, BankPartition> banks)
    {
        Resident = [.. program.Tensors.Select(tensor => TensorLayout.Of(tensor, machine, Math.Max(1, banks(tensor.Role).Resident)))];
        _tiles = [.. program.Tensors.Select(tensor => TensorLayout.Of(tensor, machine, Math.Max(1, banks(tensor.Role).Half)))];
    }

    /// <summary>Layouts of tensors that stay, by id.</summary>
    internal IReadOnlyList<TensorLayout> Resident { get; }

    /// <summary>Layouts for an operation, by id: of tiles, but for the tensors that are on-chip whole.</summary>
    internal IReadOnlyList<TensorLayout> Of(IReadOnlySet<int> onChip)
    {
        var layouts = (TensorLayout[])_tiles.Clone();
        foreach (int id in onChip)
            layouts[id] = Resident[id];
        return layouts;
    }
}
