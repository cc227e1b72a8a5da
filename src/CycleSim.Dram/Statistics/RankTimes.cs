namespace CycleSim.Dram.Statistics;

/// <summary>Cycles of a rank by state; the rest of the time it was awake with all banks closed.</summary>
/// <param name="Active">Awake with a bank open.</param>
/// <param name="ActivePowerDown">In power-down with a bank open.</param>
/// <param name="PrechargedPowerDown">In power-down with all banks closed.</param>
/// <param name="SelfRefresh">In self-refresh.</param>
internal readonly record struct RankTimes(long Active, long ActivePowerDown, long PrechargedPowerDown, long SelfRefresh)
{
    /// <summary>All cycles that are not spent awake with all banks closed.</summary>
    internal long Sum => Active + ActivePowerDown + PrechargedPowerDown + SelfRefresh;

    /// <summary>Adds cycles in a state.</summary>
    internal RankTimes With(RankPower power, bool isOpen, long cycles) => (power, isOpen) switch
    {
        (RankPower.Awake, true) => this with { Active = Active + cycles },
        (RankPower.PowerDown, true) => this with { ActivePowerDown = ActivePowerDown + cycles },
        (RankPower.PowerDown, false) => this with { PrechargedPowerDown = PrechargedPowerDown + cycles },
        (RankPower.SelfRefresh, _) => this with { SelfRefresh = SelfRefresh + cycles },
        _ => this,
    };

    /// <summary>Sum.</summary>
    public static RankTimes operator +(RankTimes a, RankTimes b) => new(
        a.Active + b.Active, a.ActivePowerDown + b.ActivePowerDown, a.PrechargedPowerDown + b.PrechargedPowerDown,
        a.SelfRefresh + b.SelfRefresh);

    /// <summary>Difference.</summary>
    public static RankTimes operator -(RankTimes a, RankTimes b) => new(
        a.Active - b.Active, a.ActivePowerDown - b.ActivePowerDown, a.PrechargedPowerDown - b.PrechargedPowerDown,
        a.SelfRefresh - b.SelfRefresh);

    /// <summary>Several times as long.</summary>
    public static RankTimes operator *(RankTimes a, long times) => new(
        a.Active * times, a.ActivePowerDown * times, a.PrechargedPowerDown * times, a.SelfRefresh * times);
}
