namespace CycleSim.Dram.Policies;

/// <summary>A row is closed as soon as no request waits for it.</summary>
internal sealed class ClosedPages : IPagePolicy
{
    public string Name => "closed";

    public string Meaning => "it is precharged as soon as the timing allows";

    public bool ClosesUnusedRows => true;

    public bool MayClose(in RowState row) => row.HasConflict ? row.IsOvertaken : !row.HasHits;
}
