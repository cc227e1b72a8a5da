namespace CycleSim.Accelerator.FastForward;

/// <summary>
/// Whether it is worth while to look for a stretch that can be put together from finer ones: where many of a level in a row were new, only
/// now and then.
/// </summary>
internal struct LevelBackoff
{
    private const int MaxMissesInARow = 4;
    private const int MaxPause = 64;

    private int _misses;
    private int _pause;

    /// <summary>Whether to look for the next stretch.</summary>
    internal bool ShouldLookUp()
    {
        if (_pause == 0)
            return true;
        _pause--;
        return false;
    }

    /// <summary>The stretch was known.</summary>
    internal void Hit() => _misses = 0;

    /// <summary>The stretch was new.</summary>
    internal void Miss()
    {
        if (++_misses >= MaxMissesInARow)
            _pause = Math.Min(MaxPause, 1 << Math.Min(_misses - MaxMissesInARow, 30));
    }
}
