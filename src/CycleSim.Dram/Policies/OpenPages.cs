namespace CycleSim.Dram.Policies;

/// <summary>A row stays open until a conflict or a refresh.</summary>
internal sealed class OpenPages : IPagePolicy
{
    public string Name => PagePolicies.Default;

    public string Meaning => "it stays open until a conflict or a refresh";

    public bool ClosesUnusedRows => false;

    public bool MayClose(in RowState row) => row.IsOvertaken;
}
