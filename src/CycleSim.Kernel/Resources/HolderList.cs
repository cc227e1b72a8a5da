namespace CycleSim.Kernel;

/// <summary>Those who hold a unit of a resource, in no particular order: an array in which each knows its index.</summary>
internal sealed class HolderList
{
    private ResourceTicket?[] _holders = new ResourceTicket?[4];

    public int Count { get; private set; }

    public ResourceTicket this[int index] => _holders[index]!;

    public void Add(ResourceTicket holder)
    {
        if (Count == _holders.Length)
            Array.Resize(ref _holders, Count * 2);
        holder.HolderIndex = Count;
        _holders[Count++] = holder;
    }

    public void Remove(ResourceTicket holder)
    {
        // The last one moves into the gap.
        ResourceTicket last = _holders[--Count]!;
        _holders[holder.HolderIndex] = last;
        last.HolderIndex = holder.HolderIndex;
        _holders[Count] = null;
    }

    /// <summary>The holders in the order in which they got their units.</summary>
    public ResourceTicket[] InOrder() =>
        [.. Enumerable.Range(0, Count).Select(i => this[i]).OrderBy(holder => holder.GrantNumber)];
}
