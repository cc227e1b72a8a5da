namespace CycleSim.Dram;

/// <summary>Which banks a timing constraint reaches, seen from the bank of the earlier command.</summary>
internal enum ConstraintScope
{
    /// <summary>The same bank.</summary>
    SameBank,

    /// <summary>Every bank of the same rank, the same bank included.</summary>
    SameRank,

    /// <summary>Every bank of the other ranks.</summary>
    OtherRanks,
}
