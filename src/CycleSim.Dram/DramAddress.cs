namespace CycleSim.Dram;

/// <summary>Where a burst is in the channel.</summary>
/// <param name="Rank">Rank.</param>
/// <param name="Bank">Bank of the rank.</param>
/// <param name="Row">Row of the bank.</param>
/// <param name="Column">Burst of the row.</param>
public readonly record struct DramAddress(int Rank, int Bank, int Row, int Column);
