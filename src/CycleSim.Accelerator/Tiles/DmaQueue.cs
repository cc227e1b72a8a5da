using System.Diagnostics.CodeAnalysis;

namespace CycleSim.Accelerator.Tiles;

/// <summary>The transfers that are known, and those of them that are ready, in the order of a policy.</summary>
/// <param name="policy">The policy.</param>
internal sealed class DmaQueue(IDmaPolicy policy)
{
    private readonly SortedSet<DmaTask> _ready = new(Comparer<DmaTask>.Create(policy.Compare));
    private readonly SortedSet<DmaTask> _known = new(Comparer<DmaTask>.Create(ProgramDma.CompareProgram));

    /// <summary>No transfer is known that has not been taken.</summary>
    internal bool IsEmpty => _known.Count == 0;

    /// <summary>A transfer will come.</summary>
    internal void Announce(DmaTask task) => _known.Add(task);

    /// <summary>A transfer that was announced is ready.</summary>
    internal void Add(DmaTask task) => _ready.Add(task);

    /// <summary>Takes the transfer that comes next; false when none is ready, or not the one whose turn it is.</summary>
    internal bool TryTake([NotNullWhen(true)] out DmaTask? task)
    {
        task = _ready.Min;
        if (task is null || (policy.IsProgramOrder && task != _known.Min))
            return false;
        _ready.Remove(task);
        _known.Remove(task);
        return true;
    }
}
