using CycleSim.Configuration.Keys;

namespace CycleSim.Dram.Policies;

/// <summary>When an open row may be closed. A custom policy is one class, registered in <see cref="PagePolicies"/>.</summary>
public interface IPagePolicy : INamedChoice
{
    /// <summary>It closes rows that no request waits for.</summary>
    public bool ClosesUnusedRows { get; }

    /// <summary>Whether a row may be closed. The answer must depend on the state alone.</summary>
    /// <param name="row">The row and its queue.</param>
    public bool MayClose(in RowState row);
}
