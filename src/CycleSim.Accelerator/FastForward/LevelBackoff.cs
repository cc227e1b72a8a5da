namespace CycleSim.Accelerator.FastForward;

/// <summary>
/// Backs off from lookups of a level that keep missing. A key of a coarse segment is expensive to build; after several misses in a row only
/// some segments are looked up, with pauses that double.
/// </summary>
internal struct LevelBackoff
{
    private const int MaxMissesInARow = 4;
    private const int MaxPause = 64;

    private int _misses;
    private int _pause;

    /// <summary>Whether to look the next segment up.</summary>
    internal bool ShouldLookUp()
    {
        if (_pause == 0)
            return true;
        _pause--;
        return false;
    }

    /// <summary>The segment was a hit.</summary>
    internal void Hit() => _misses = 0;

    /// <summary>The segment was a miss.</summary>
    internal void Miss()
    {
        if (++_misses >= MaxMissesInARow)
            _pause = Math.Min(MaxPause, 1 << Math.Min(_misses - MaxMissesInARow, 30));
    }
}
