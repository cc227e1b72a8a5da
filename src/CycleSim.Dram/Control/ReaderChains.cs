namespace CycleSim.Dram.Control;

/// <summary>The requests that one outstanding read answers: chains in one growing array, reused.</summary>
internal sealed class ReaderChains
{
    private (long Index, int Next)[] _links = new (long, int)[64];
    private int _used;
    private int _free = -1;

    /// <summary>Requests in all chains.</summary>
    internal int Count { get; private set; }

    internal int Start(long index) => Link(index, -1);

    internal void Join(int chain, long index)
    {
        int link = Link(index, _links[chain].Next); // may replace the array, so the chain is looked up after it
        _links[chain].Next = link;
    }

    /// <summary>Takes the first request off; the rest is returned, -1 at the end.</summary>
    internal int Take(int chain, out long index)
    {
        (index, int next) = _links[chain];
        _links[chain].Next = _free;
        _free = chain;
        Count--;
        return next;
    }

    /// <summary>The only request of a chain is now a later one.</summary>
    internal void MoveOn(int chain, long count) => _links[chain].Index += count;

    private int Link(long index, int next)
    {
        int link = _free;
        if (link >= 0)
            _free = _links[link].Next;
        else if ((link = _used++) == _links.Length)
            Array.Resize(ref _links, 2 * _used);
        _links[link] = (index, next);
        Count++;
        return link;
    }
}
