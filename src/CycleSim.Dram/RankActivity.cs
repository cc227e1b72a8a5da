namespace CycleSim.Dram;

/// <summary>How long a rank had at least one row open; only opening and closing cost anything.</summary>
internal sealed class RankActivity
{
    private int _openBanks;
    private long _openSince;
    private long _active;

    internal void Opened(long cycle)
    {
        if (_openBanks++ == 0)
            _openSince = cycle;
    }

    internal void Closed(long cycle)
    {
        if (--_openBanks == 0)
            _active += cycle - _openSince;
    }

    /// <summary>Cycles with a row open before a cycle that is not before the last command.</summary>
    internal long Until(long cycle) => _active + (_openBanks > 0 ? cycle - _openSince : 0);
}
