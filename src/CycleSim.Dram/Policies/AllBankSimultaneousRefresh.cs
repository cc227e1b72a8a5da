using CycleSim.Dram.Standards;

namespace CycleSim.Dram.Policies;

/// <summary>
/// All ranks fall due in the same cycle. DRAMsim3 then refreshes rank 0 alone; JEDEC's rule is that every rank needs its refreshes.
/// </summary>
internal sealed class AllBankSimultaneousRefresh : IRefreshPolicy
{
    public string Name => "all_bank_simultaneous";

    public string Meaning => "ranks are refreshed whole, all of them in the same cycle of each interval";

    public bool RefreshesBanks => false;

    public string? Problem(TimingTable table) => null;

    public RefreshSequence Start(RefreshGeometry geometry) =>
        new Together(geometry.Table.RefreshIntervalCycles, geometry.Rules == TimingRules.Dramsim3 ? 1 : geometry.Ranks);

    private sealed class Together(long interval, int ranks) : RefreshSequence
    {
        public override long RankTurnCycles => ranks == 1 ? interval : 0;

        public override long DueCycle(long index) => (index / ranks + 1) * interval;

        public override RefreshTarget Target(long index) => new((int)(index % ranks), -1);
    }
}
