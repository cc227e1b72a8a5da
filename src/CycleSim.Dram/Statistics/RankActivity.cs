namespace CycleSim.Dram.Statistics;

/// <summary>How long a rank had at least one row open, and how long it was powered down; only changes of state cost anything.</summary>
internal sealed class RankActivity
{
    private int _openBanks;
    private long _since;
    private RankTimes _times;

    /// <summary>The present power state.</summary>
    internal RankPower Power { get; private set; }

    /// <summary>A bank was opened.</summary>
    internal void Opened(long cycle)
    {
        if (_openBanks == 0)
            Account(cycle);
        _openBanks++;
    }

    /// <summary>A bank was closed.</summary>
    internal void Closed(long cycle)
    {
        if (_openBanks == 1)
            Account(cycle);
        _openBanks--;
    }

    /// <summary>The rank entered another power state.</summary>
    internal void Enter(RankPower power, long cycle)
    {
        Account(cycle);
        Power = power;
    }

    /// <summary>Times before a cycle that is not before the last change.</summary>
    internal RankTimes Until(long cycle) => _times.With(Power, _openBanks > 0, cycle - _since);

    /// <summary>Nothing changes for so many cycles but what is counted elsewhere: the last change moves later.</summary>
    internal void Skip(long cycles, in RankTimes meanwhile)
    {
        _since += cycles;
        _times += meanwhile;
    }

    private void Account(long cycle)
    {
        _times = Until(cycle);
        _since = cycle;
    }
}
