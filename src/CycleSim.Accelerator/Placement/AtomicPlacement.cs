using System.Collections.Immutable;
using CycleSim.Accelerator.Scratchpads;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Placement;

/// <summary>
/// The paper's placement: a tensor is on-chip only if it fits whole. When it is needed and not there, room is made by evicting whole
/// tensors, in the order in which they were stored during the forward pass and in the reverse order afterwards; tensors of the
/// running operation stay. A tensor that nobody needs any more leaves without a trace; one that changed and is needed again is
/// written back. Source: the placement and eviction rules of Roy, Wang, Raghunathan, arXiv:2308.02024.
/// </summary>
public sealed class AtomicPlacement
{
    private readonly StepProgram _program;
    private readonly IReadOnlyList<TensorLayout> _layouts;
    private readonly Room[] _rooms;
    private readonly int[] _lastUse;
    private readonly bool[] _hasContent;
    private readonly List<ResidencyChange> _changes = [];
    private List<TensorTransfer> _transfers = [];

    private AtomicPlacement(StepProgram program, IReadOnlyList<TensorLayout> layouts, long scratchpadBytes)
    {
        _program = program;
        _layouts = layouts;
        _rooms = [.. Enum.GetValues<TensorRole>().Select(_ => new Room(scratchpadBytes))];
        _hasContent = [.. program.Tensors.Select(tensor => program.InDramBefore.Contains(tensor.Id))];
        _lastUse = new int[program.Tensors.Length];
        for (int i = 0; i < program.Operations.Length; i++)
            foreach (TensorSpec tensor in TensorsOf(program.Operations[i]))
                _lastUse[tensor.Id] = i;
        foreach (int id in program.NeededAfter)
            _lastUse[id] = program.Operations.Length;
    }

    /// <summary>Plans a step.</summary>
    /// <param name="program">The step.</param>
    /// <param name="layouts">Layout of each tensor, by id.</param>
    /// <param name="scratchpadBytes">Bytes of each scratchpad.</param>
    public static PlacementPlan Plan(StepProgram program, IReadOnlyList<TensorLayout> layouts, long scratchpadBytes)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(layouts);
        return new AtomicPlacement(program, layouts, scratchpadBytes).Run();
    }

    private PlacementPlan Run()
    {
        var operations = ImmutableArray.CreateBuilder<OperationPlacement>(_program.Operations.Length);
        for (int i = 0; i < _program.Operations.Length; i++)
            operations.Add(Place(i, _program.Operations[i]));
        _transfers = [];
        foreach (Resident resident in _rooms.SelectMany(room => room.Residents).Where(resident => resident.Dirty))
            _transfers.Add(new TensorTransfer(TransferKind.WriteBack, resident.Tensor));
        return new PlacementPlan(operations.MoveToImmutable(), [.. _transfers], [.. _changes]);
    }

    private OperationPlacement Place(int index, StepOperation operation)
    {
        _transfers = [];
        var onChip = ImmutableHashSet.CreateBuilder<int>();
        List<TensorSpec> tensors = [.. TensorsOf(operation)];
        // Those already there are pinned first: making room for one operand must not push out another.
        foreach (TensorSpec tensor in tensors.Where(IsResident))
            onChip.Add(tensor.Id);
        foreach (TensorSpec tensor in tensors.Where(tensor => !IsResident(tensor)))
            if (TryBringIn(index, tensor, onChip, loads: _hasContent[tensor.Id]))
                onChip.Add(tensor.Id);
        foreach (TensorSpec tensor in operation.Writes)
            MarkWritten(tensor);
        foreach (TensorSpec tensor in tensors.Where(tensor => _lastUse[tensor.Id] == index && IsResident(tensor)))
            Remove(index + 1, tensor);
        return new OperationPlacement([.. _transfers], onChip.ToImmutable());
    }

    private bool TryBringIn(int index, TensorSpec tensor, ImmutableHashSet<int>.Builder pinned, bool loads)
    {
        Room room = _rooms[(int)tensor.Role];
        long bytes = _layouts[tensor.Id].Bytes;
        long pinnedBytes = room.Residents.Where(resident => pinned.Contains(resident.Tensor.Id))
            .Sum(resident => _layouts[resident.Tensor.Id].Bytes);
        if (bytes > room.Capacity - pinnedBytes)
            return false;
        bool forward = _program.Operations[index].Pass == Pass.Forward;
        while (room.Free < bytes)
        {
            var candidates = room.Residents.Where(resident => !pinned.Contains(resident.Tensor.Id));
            Evict(index, room, forward ? candidates.First() : candidates.Last());
        }

        room.Residents.Add(new Resident(tensor));
        room.Free -= bytes;
        _changes.Add(new ResidencyChange(index, tensor, Enters: true));
        if (loads)
            _transfers.Add(new TensorTransfer(TransferKind.Load, tensor));
        return true;
    }

    private void Evict(int index, Room room, Resident victim)
    {
        if (victim.Dirty && _lastUse[victim.Tensor.Id] >= index)
            _transfers.Add(new TensorTransfer(TransferKind.WriteBack, victim.Tensor));
        Remove(index, victim.Tensor);
    }

    private void Remove(int index, TensorSpec tensor)
    {
        Room room = _rooms[(int)tensor.Role];
        room.Residents.RemoveAll(resident => resident.Tensor == tensor);
        room.Free += _layouts[tensor.Id].Bytes;
        _changes.Add(new ResidencyChange(index, tensor, Enters: false));
    }

    private void MarkWritten(TensorSpec tensor)
    {
        _hasContent[tensor.Id] = true;
        foreach (Resident resident in _rooms[(int)tensor.Role].Residents.Where(resident => resident.Tensor == tensor))
            resident.Dirty = true;
    }

    private bool IsResident(TensorSpec tensor) =>
        _rooms[(int)tensor.Role].Residents.Exists(resident => resident.Tensor == tensor);

    private static IEnumerable<TensorSpec> TensorsOf(StepOperation operation) => operation.Reads.Concat(operation.Writes).Distinct();

    private sealed class Room(long capacity)
    {
        internal long Capacity { get; } = capacity;

        internal long Free { get; set; } = capacity;

        /// <summary>In storing order.</summary>
        internal List<Resident> Residents { get; } = [];
    }

    private sealed class Resident(TensorSpec tensor)
    {
        internal TensorSpec Tensor { get; } = tensor;

        internal bool Dirty { get; set; }
    }
}
