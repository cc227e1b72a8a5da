namespace CycleSim.Dram.Policies;

/// <summary>An open row and the queue of its bank.</summary>
/// <param name="HasConflict">The oldest request of the queue needs another row.</param>
/// <param name="HasHits">A request of the queue needs this row.</param>
/// <param name="Accesses">Column accesses since the row was opened, counted up to the cap.</param>
/// <param name="RowHitCap">Column accesses after which a conflict may close a row that has hits left.</param>
public readonly record struct RowState(bool HasConflict, bool HasHits, int Accesses, int RowHitCap)
{
    /// <summary>The oldest request needs another row, and the open one has no hits left or has had as many as the cap allows.</summary>
    public bool IsOvertaken => HasConflict && (!HasHits || Accesses >= RowHitCap);
}
