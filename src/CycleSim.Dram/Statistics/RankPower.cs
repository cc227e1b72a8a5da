namespace CycleSim.Dram.Statistics;

/// <summary>Power state of a rank.</summary>
internal enum RankPower
{
    /// <summary>It takes commands.</summary>
    Awake,

    /// <summary>Power-down, with rows open or with all banks closed.</summary>
    PowerDown,

    /// <summary>Self-refresh.</summary>
    SelfRefresh,
}
