namespace CycleSim.Dram;

/// <summary>A command of a segment, or a run of column commands in neighbouring columns at an even pitch.</summary>
/// <param name="Offset">Cycles after the segment's start.</param>
/// <param name="Kind">Command.</param>
/// <param name="Target">Label of its bank; of REF the refresh order of its rank (<see cref="BankLabels"/>).</param>
/// <param name="Row">Label of its row; -1 for a command without a row.</param>
/// <param name="Column">First column.</param>
/// <param name="Count">Commands.</param>
/// <param name="Pitch">Cycles between them.</param>
/// <param name="ForConflict">A precharge for a request that waits.</param>
internal readonly record struct SegmentCommand(
    int Offset, DramCommandKind Kind, int Target, int Row, int Column, int Count, int Pitch, bool ForConflict)
{
    internal bool TryExtend(in SegmentCommand next, out SegmentCommand longer)
    {
        int gap = next.Offset - (Offset + (Count - 1) * Pitch);
        bool extends = next.Kind == Kind && Kind is DramCommandKind.Read or DramCommandKind.Write && next.Target == Target
            && next.Row == Row && next.Column == Column + Count
            && (Count == 1 || gap == Pitch) && (next.Count == 1 || next.Pitch == gap);
        longer = this with { Count = Count + next.Count, Pitch = gap };
        return extends;
    }
}

/// <summary>Requests that wait at the end of a segment (<see cref="WaitingRun"/>).</summary>
/// <param name="Row">Label of their row.</param>
/// <param name="Column">Column of the first.</param>
/// <param name="Back">Arrivals from the first to the end.</param>
/// <param name="Count">How many.</param>
/// <param name="IsQueued">They wait in the bank's queue.</param>
/// <param name="Accepts">When each was accepted, from the segment's start on; null when they waited already at its start.</param>
internal readonly record struct SegmentRun(int Row, int Column, int Back, int Count, bool IsQueued, int[]? Accepts);

/// <summary>What the controller does from one end of a part of a row to the next; all times count from the segment's start.</summary>
/// <param name="Cycles">Length.</param>
/// <param name="Commands">Commands in order.</param>
/// <param name="Refreshes">Refreshes that fell due: 0 or 1.</param>
/// <param name="AcceptSum">Sum of the acceptances of the part's requests.</param>
/// <param name="Waiting">What waits at the end.</param>
/// <param name="Draining">Writes left to drain at the end.</param>
internal sealed record RowSegment(
    int Cycles, SegmentCommand[] Commands, int Refreshes, long AcceptSum, SegmentRun[] Waiting, int Draining);

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
