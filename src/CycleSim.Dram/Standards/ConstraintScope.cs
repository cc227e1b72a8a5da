namespace CycleSim.Dram.Standards;

/// <summary>Which banks a timing constraint reaches, seen from the bank of the earlier command.</summary>
public enum ConstraintScope
{
    /// <summary>The same bank.</summary>
    Bank,

    /// <summary>
    /// Every bank of the same bank group, the same bank included. A part without bank groups has none of these constraints.
    /// </summary>
    BankGroup,

    /// <summary>Every bank of the other bank groups of the rank. In a part without bank groups every bank of the rank.</summary>
    OtherBankGroups,

    /// <summary>Every other bank of the same rank.</summary>
    OtherBanks,

    /// <summary>Every bank of the same rank, the same bank included.</summary>
    Rank,

    /// <summary>Every bank of the other ranks.</summary>
    OtherRanks,

    /// <summary>Every bank of the channel.</summary>
    Channel,
}
