using CycleSim.Accelerator.Scheduling;
using CycleSim.Accelerator.Steps;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Lifetimes;

/// <summary>Goes through the operations of a step and notes what lies in the scratchpads.</summary>
/// <param name="result">The step.</param>
/// <param name="clock">When its operations start and end.</param>
internal sealed class StayWalk(StepResult result, OperationClock clock)
{
    private readonly Dictionary<int, OpenStay> _open = [];
    private readonly List<DataStay> _stays = [];

    /// <summary>All stays, in the order of their end.</summary>
    internal List<DataStay> Run()
    {
        ResidencyPlan plan = result.Plan;
        int end = result.Program.Operations.Length;
        ILookup<int, ResidencyChange> changes = plan.Changes.ToLookup(change => Math.Min(change.Operation, end));
        for (int i = 0; i < end; i++)
        {
            Change(changes[i], plan.Operations[i].Before);
            Use(i, result.Program.Operations[i]);
        }

        Change(changes[end], plan.Final);
        HashSet<int> written = [.. plan.Final.Select(transfer => transfer.Tensor.Id)];
        foreach ((int tensor, OpenStay stay) in _open)
            Add(stay.Leave(written.Contains(tensor) ? end : null));
        return _stays;
    }

    private void Change(IEnumerable<ResidencyChange> changes, IEnumerable<TensorTransfer> transfers)
    {
        HashSet<int> written =
        [
            .. transfers.Where(transfer => transfer.Kind == TransferKind.WriteBack).Select(transfer => transfer.Tensor.Id),
        ];
        foreach ((int operation, TensorSpec tensor, bool enters) in changes)
        {
            if (enters)
                _open[tensor.Id] = new OpenStay(tensor, clock, operation);
            else if (_open.Remove(tensor.Id, out OpenStay? stay))
                Add(stay.Leave(written.Contains(tensor.Id) ? operation : null));
        }
    }

    private void Use(int index, StepOperation operation)
    {
        bool isTiled = result.Plan.Tiling?.Operations[index] is not null;
        foreach (TensorSpec tensor in operation.Reads.Concat(operation.Writes).Distinct())
        {
            if (_open.TryGetValue(tensor.Id, out OpenStay? stay))
                Add(stay.Use(index, operation.Reads.Contains(tensor), WrittenWords.AreAll(operation, tensor)));
            else if (isTiled)
                Add(new DataStay(tensor, IsTile: true, clock.StartOf(index), clock.EndOf(index), clock.CyclesOf(index)));
        }
    }

    private void Add(DataStay? stay)
    {
        if (stay is { } ended)
            _stays.Add(ended);
    }
}
