namespace CycleSim.Dram.Policies;

/// <summary>What a refresh is for.</summary>
/// <param name="Rank">Rank of the channel.</param>
/// <param name="Bank">Bank of the rank; -1 for all of them.</param>
public readonly record struct RefreshTarget(int Rank, int Bank)
{
    /// <summary>The whole rank is refreshed.</summary>
    public bool IsRank => Bank < 0;
}
