using CycleSim.Dram.Standards;

namespace CycleSim.Dram.Policies;

/// <summary>Ranks are refreshed whole and take turns, so that at most one is away at a time.</summary>
internal sealed class AllBankRefresh : IRefreshPolicy
{
    public string Name => RefreshPolicies.Default;

    public string Meaning => "ranks are refreshed whole, one after the other in each interval";

    public bool RefreshesBanks => false;

    public string? Problem(TimingTable table) => null;

    public RefreshSequence Start(RefreshGeometry geometry) =>
        new Turns(geometry.Table.RefreshIntervalCycles / geometry.Ranks, geometry.Ranks);

    private sealed class Turns(long interval, int ranks) : RefreshSequence
    {
        public override long RankTurnCycles => interval;

        public override long DueCycle(long index) => (index + 1) * interval;

        public override RefreshTarget Target(long index) => new((int)(index % ranks), -1);
    }
}
