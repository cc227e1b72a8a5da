namespace CycleSim.Accelerator.FastForward;

/// <summary>A walk along the boundaries of a phase, coarse or fine.</summary>
/// <param name="boundaries">Boundaries in ascending order; of several at one step the first counts, and none at step 0.</param>
/// <param name="steps">Steps of the phase; its end is the last boundary.</param>
internal sealed class SegmentBoundaryWalk(IEnumerable<SegmentBoundary> boundaries, long steps) : IDisposable
{
    private readonly IEnumerator<SegmentBoundary> _source = boundaries.GetEnumerator();
    private readonly Queue<SegmentBoundary> _ahead = new();
    private long _last;
    private bool _ended;

    /// <summary>The step reached.</summary>
    internal long Step { get; private set; }

    /// <summary>The next boundary of a level or a lower one.</summary>
    internal long Next(int level)
    {
        foreach (SegmentBoundary boundary in _ahead)
            if (boundary.Level <= level)
                return boundary.Step;
        while (!_ended && _source.MoveNext() && _source.Current.Step < steps)
        {
            if (_source.Current.Step == _last)
                continue;
            _last = _source.Current.Step;
            _ahead.Enqueue(_source.Current);
            if (_source.Current.Level <= level)
                return _last;
        }

        _ended = true;
        return steps;
    }

    /// <summary>Moves to a step that <see cref="Next"/> gave.</summary>
    internal void MoveTo(long step)
    {
        while (_ahead.TryPeek(out SegmentBoundary boundary) && boundary.Step <= step)
            _ahead.Dequeue();
        Step = step;
    }

    /// <inheritdoc />
    public void Dispose() => _source.Dispose();
}
