using CycleSim.Dram.Standards;

namespace CycleSim.Dram.FastForward;

/// <summary>A command of a segment, or a run of column commands at an even pitch.</summary>
/// <param name="Offset">Cycles after the segment's start.</param>
/// <param name="Kind">Command.</param>
/// <param name="Target">Label of its bank; of REF the refresh order of its rank (<see cref="BankLabels"/>).</param>
/// <param name="Row">Label of its row; -1 for a command without a row.</param>
/// <param name="Columns">Columns, from the column that the labels count from.</param>
/// <param name="Pitch">Cycles between column commands.</param>
/// <param name="ForConflict">A precharge for a request that waits.</param>
internal readonly record struct SegmentCommand(
    int Offset, DramCommandKind Kind, int Target, int Row, ColumnRun Columns, int Pitch, bool ForConflict)
{
    internal bool TryExtend(in SegmentCommand next, out SegmentCommand longer)
    {
        longer = this;
        int gap = next.Offset - (Offset + (Columns.Count - 1) * Pitch);
        bool extends = next.Kind == Kind && Kind.IsColumn() && next.Target == Target && next.Row == Row
            && (Columns.Count == 1 || gap == Pitch) && (next.Columns.Count == 1 || next.Pitch == gap);
        if (!extends || !Columns.TryJoin(next.Columns, out ColumnRun columns))
            return false;
        longer = this with { Columns = columns, Pitch = gap };
        return true;
    }
}
