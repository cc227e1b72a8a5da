namespace CycleSim.Dram.Parts;

/// <summary>Where a burst is in its channel.</summary>
/// <param name="Rank">Rank.</param>
/// <param name="Bank">Bank of the rank: bank group times banks of a group, plus bank of the group.</param>
/// <param name="Row">Row of the bank.</param>
/// <param name="Column">Burst of the row.</param>
public readonly record struct DramAddress(int Rank, int Bank, int Row, int Column);
