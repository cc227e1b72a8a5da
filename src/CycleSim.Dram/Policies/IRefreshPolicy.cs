using CycleSim.Configuration.Keys;
using CycleSim.Dram.Standards;

namespace CycleSim.Dram.Policies;

/// <summary>What is refreshed when. A custom policy is one class, registered in <see cref="RefreshPolicies"/>.</summary>
public interface IRefreshPolicy : INamedChoice
{
    /// <summary>It refreshes single banks.</summary>
    public bool RefreshesBanks { get; }

    /// <summary>What a part lacks for this policy; null when nothing.</summary>
    /// <param name="table">Timing of the part.</param>
    public string? Problem(TimingTable table);

    /// <summary>The refreshes of a channel.</summary>
    /// <param name="geometry">What there is to refresh.</param>
    public RefreshSequence Start(RefreshGeometry geometry);
}
