using CycleSim.Dram.Standards;

namespace CycleSim.Dram.FastForward;

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
        bool extends = next.Kind == Kind && Kind.IsColumn() && next.Target == Target
            && next.Row == Row && next.Column == Column + Count
            && (Count == 1 || gap == Pitch) && (next.Count == 1 || next.Pitch == gap);
        longer = this with { Count = Count + next.Count, Pitch = gap };
        return extends;
    }
}
