namespace CycleSim.Dram.Policies;

/// <summary>
/// All refreshes of a channel, one after the other, from index 0 on: a function of the index, so that idle time costs nothing.
/// </summary>
public abstract class RefreshSequence
{
    /// <summary>
    /// Cycles between two refreshes, if they fall due at an even pitch and the ranks take turns, each refreshed whole; else 0.
    /// </summary>
    public virtual long RankTurnCycles => 0;

    /// <summary>The cycle in which a refresh falls due, never before that of the index before; at least 1.</summary>
    /// <param name="index">Which refresh.</param>
    public abstract long DueCycle(long index);

    /// <summary>What is refreshed.</summary>
    /// <param name="index">Which refresh.</param>
    public abstract RefreshTarget Target(long index);
}
