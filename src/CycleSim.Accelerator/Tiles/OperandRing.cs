namespace CycleSim.Accelerator.Tiles;

/// <summary>
/// The buffers of one operand, which its loads fill in turn. A load is ready when its buffer is free: the last tile that uses the load as
/// many buffers before has been computed; and when what it loads is in DRAM.
/// </summary>
/// <param name="buffers">Number of buffers, at least 1.</param>
internal sealed class OperandRing(int buffers)
{
    private readonly Queue<long> _lastUsers = new();
    private readonly Queue<WaitingLoad> _waiting = new();
    private long _count;
    private long _freed;

    /// <summary>A further load might be ready now, if it were known.</summary>
    internal bool NeedsMore => _count < _freed + buffers;

    /// <summary>A tile loads the operand anew.</summary>
    /// <param name="task">The load.</param>
    /// <param name="tile">Number of the tile.</param>
    /// <param name="after">The store that must have ended before; null for none.</param>
    /// <param name="afterTile">Number of the tile that must have been computed before; -1 for none.</param>
    internal void Add(DmaTask task, long tile, DmaTask? after, long afterTile)
    {
        if (_count > 0)
            _lastUsers.Enqueue(tile - 1);
        _waiting.Enqueue(new WaitingLoad(task, _count++, after, afterTile));
    }

    /// <summary>Takes the next load that is ready; null for none.</summary>
    /// <param name="computed">Tiles computed so far.</param>
    internal DmaTask? TakeReady(long computed)
    {
        while (_lastUsers.TryPeek(out long user) && user < computed)
        {
            _lastUsers.Dequeue();
            _freed++;
        }

        bool isReady = _waiting.TryPeek(out WaitingLoad next) && next.Number < _freed + buffers
            && next.AfterTile < computed && next.After is null or { IsDone: true };
        return isReady ? _waiting.Dequeue().Task : null;
    }

    private readonly record struct WaitingLoad(DmaTask Task, long Number, DmaTask? After, long AfterTile);
}
