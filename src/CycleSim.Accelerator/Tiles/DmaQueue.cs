using System.Diagnostics.CodeAnalysis;

namespace CycleSim.Accelerator.Tiles;

/// <summary>The transfers that are ready, in the order of a policy.</summary>
/// <param name="policy">The policy.</param>
internal sealed class DmaQueue(IDmaPolicy policy)
{
    private readonly SortedSet<DmaTask> _ready = new(Comparer<DmaTask>.Create(policy.Compare));
    private int _taken;

    /// <summary>A transfer is ready.</summary>
    internal void Add(DmaTask task) => _ready.Add(task);

    /// <summary>Takes the transfer that comes next; false when none is ready, or not the one whose turn it is.</summary>
    internal bool TryTake([NotNullWhen(true)] out DmaTask? task)
    {
        task = _ready.Min;
        if (task is null || (policy.IsProgramOrder && task.ProgramIndex != _taken))
            return false;
        _ready.Remove(task);
        _taken++;
        return true;
    }
}
