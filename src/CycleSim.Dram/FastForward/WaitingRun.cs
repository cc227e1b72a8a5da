namespace CycleSim.Dram.FastForward;

/// <summary>Requests that wait side by side: neighbouring columns of a row that arrived one after the other.</summary>
/// <param name="Bank">Bank of the channel.</param>
/// <param name="Row">Row of the bank.</param>
/// <param name="Burst">Address of the first.</param>
/// <param name="Arrival">Arrival of the first.</param>
/// <param name="Count">How many.</param>
/// <param name="IsQueued">They wait in the bank's queue; otherwise in the list behind it.</param>
/// <param name="Accepts">When each was accepted.</param>
internal readonly record struct WaitingRun(int Bank, int Row, long Burst, long Arrival, int Count, bool IsQueued, AcceptTimes Accepts)
{
    /// <summary>The next run continues where this one ends.</summary>
    internal bool IsContinuedBy(in WaitingRun next) =>
        next.Bank == Bank && next.Row == Row && next.IsQueued == IsQueued && next.Burst == Burst + Count && next.Arrival == Arrival + Count;
}
