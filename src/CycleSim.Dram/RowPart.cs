namespace CycleSim.Dram;

/// <summary>Neighbouring bursts of one row that are requested one after the other.</summary>
/// <param name="Bank">Bank of the channel; -1 when there is no part.</param>
/// <param name="Row">Row of the bank.</param>
/// <param name="Column">First column.</param>
/// <param name="Count">Bursts.</param>
/// <param name="Burst">Address of the first.</param>
internal readonly record struct RowPart(int Bank, int Row, int Column, int Count, long Burst)
{
    internal static RowPart None { get; } = new(-1, -1, 0, 0, 0);

    internal bool IsNone => Bank < 0;
}
