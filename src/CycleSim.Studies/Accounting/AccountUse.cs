namespace CycleSim.Studies.Accounting;

/// <summary>What an operation reads or writes of a structure.</summary>
/// <param name="Structure">The structure.</param>
/// <param name="OffChipWords">Words between array and DRAM if it is off-chip.</param>
/// <param name="OnChipWords">Words between array and buffer if it is on-chip.</param>
internal sealed record AccountUse(AccountStructure Structure, long OffChipWords, long OnChipWords);
