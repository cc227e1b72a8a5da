using CycleSim.Dram.Standards;

namespace CycleSim.Dram.Policies;

/// <summary>
/// Banks are refreshed one by one, bank groups in turn, so that the others of the rank continue. DRAMsim3 does not divide the
/// interval by the number of ranks, and takes all banks of a rank before those of the next.
/// </summary>
internal sealed class PerBankRefresh : IRefreshPolicy
{
    public string Name => "per_bank";

    public string Meaning => "banks are refreshed one by one";

    public bool RefreshesBanks => true;

    public string? Problem(TimingTable table)
    {
        if (table.BankRefreshIntervalCycles <= 0 || table.BankRefreshCycles <= 0)
            return "needs a standard whose banks are refreshed one by one, and a part with these timings; allowed: all_bank";
        // DRAMsim3 has no distance between two refreshes of one bank; there they fall behind by design.
        int next = table.OtherGroupGap(DramCommandKind.RefreshBank, DramCommandKind.RefreshBank);
        return table.SameBankGap(DramCommandKind.RefreshBank, DramCommandKind.RefreshBank) > 0 && table.BankRefreshIntervalCycles <= next
            ? $"refreshes of banks fall due every {table.BankRefreshIntervalCycles} cycles and must be {next} cycles apart; allowed: "
            + "a longer interval"
            : null;
    }

    public RefreshSequence Start(RefreshGeometry geometry) => geometry.Rules == TimingRules.Dramsim3
        ? new OneByOne(geometry.Table.BankRefreshIntervalCycles, geometry, ranksFirst: false)
        : new OneByOne(Math.Max(1, geometry.Table.BankRefreshIntervalCycles / geometry.Ranks), geometry, ranksFirst: true);

    private sealed class OneByOne(long interval, RefreshGeometry geometry, bool ranksFirst) : RefreshSequence
    {
        private readonly int _banks = geometry.BankGroups * geometry.BanksOfGroup;

        public override long DueCycle(long index) => (index + 1) * interval;

        public override RefreshTarget Target(long index)
        {
            (long rank, long turn) = ranksFirst
                ? (index % geometry.Ranks, index / geometry.Ranks % _banks)
                : (index / _banks % geometry.Ranks, index % _banks);
            long bank = turn % geometry.BankGroups * geometry.BanksOfGroup + turn / geometry.BankGroups;
            return new RefreshTarget((int)rank, (int)bank);
        }
    }
}
