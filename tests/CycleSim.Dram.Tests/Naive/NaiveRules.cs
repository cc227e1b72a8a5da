using CycleSim.Dram.Parts;
using CycleSim.Dram.Standards;
using static CycleSim.Dram.Standards.DramCommandKind;

namespace CycleSim.Dram.Tests.Naive;

/// <summary>
/// Minimum distances of all pairs of commands. JEDEC's come from the standard of the part; those of DRAMsim3 are written down here once
/// more, for every standard that the tool knows.
/// </summary>
internal sealed class NaiveRules
{
    private const int Kinds = (int)RefreshBank + 1;

    private readonly int[,,] _gaps = new int[Kinds, Kinds, 4];
    private readonly DramSpec _spec;

    internal NaiveRules(DramSpec spec, TimingRules rules)
    {
        _spec = spec;
        TimingTable table = spec.Table(rules);
        (ReadLatency, WriteLatency, Burst) = (table.ReadLatencyCycles, table.WriteLatencyCycles, table.BurstCycles);
        Windows = [.. table.Windows.Select(window => (window.Count, window.Cycles, window.CountsBankRefreshes))];
        if (rules == TimingRules.Dramsim3 && spec.Standard.Dramsim3 is not null)
        {
            Burst = spec.Standard.Name == "gddr6" ? T("burst") / 2 : T("burst");
            (ReadLatency, WriteLatency) = (T("al") + T("cl"), T("al") + T("cwl"));
            Windows = [.. new[] { (4, "tfaw"), (32, "t32aw") }.Where(window => Has(window.Item2))
                .Select(window => (window.Item1, T(window.Item2), false))];
            WriteDown();
            return;
        }

        foreach (DramConstraint constraint in table.Constraints.Where(c => (int)c.Earlier < Kinds && (int)c.Later < Kinds))
            foreach (Near near in Enum.GetValues<Near>())
                if (Reaches(constraint.Scope, near))
                    Raise(constraint.Earlier, constraint.Later, near, constraint.GapCycles);
    }

    internal int ReadLatency { get; }

    internal int WriteLatency { get; }

    internal int Burst { get; }

    internal IReadOnlyList<(int Count, int Cycles, bool CountsBankRefreshes)> Windows { get; }

    internal int Gap(DramCommandKind earlier, DramCommandKind later, Near near) => _gaps[(int)earlier, (int)later, (int)near];

    /// <summary>The longest of all distances between two commands.</summary>
    internal int Reach(DramCommandKind earlier, DramCommandKind later) => Math.Max(
        Math.Max(Gap(earlier, later, Near.Bank), Gap(earlier, later, Near.Group)),
        Math.Max(Gap(earlier, later, Near.Rank), Gap(earlier, later, Near.Channel)));

    private static bool Reaches(ConstraintScope scope, Near near) => scope switch
    {
        ConstraintScope.Bank => near == Near.Bank,
        ConstraintScope.BankGroup => near is Near.Bank or Near.Group,
        ConstraintScope.OtherBankGroups => near == Near.Rank,
        ConstraintScope.OtherBanks => near is Near.Group or Near.Rank,
        ConstraintScope.Rank => near != Near.Channel,
        ConstraintScope.OtherRanks => near == Near.Channel,
        _ => true,
    };

    private void WriteDown()
    {
        (int al, int trp, int turn) = (T("al"), T("trp"), T("trtrs"));
        int rowCycle = T("tras") + trp;
        (int readToWrite, int written) = (ReadLatency + Burst - WriteLatency + turn, WriteLatency + Burst);
        foreach (Near near in new[] { Near.Bank, Near.Group, Near.Rank })
        {
            bool isLong = near != Near.Rank;
            Raise(Read, Read, near, Math.Max(Burst, Of("tccd", isLong)));
            Raise(Write, Write, near, Math.Max(Burst, Of("tccd", isLong)));
            Raise(Read, Write, near, readToWrite);
            Raise(Write, Read, near, written + Of("twtr", isLong));
            Raise(Refresh, Activate, near, T("trfc"));
            Raise(Refresh, Refresh, near, T("trfc"));
            Raise(Activate, Activate, near, near == Near.Bank ? rowCycle : Of("trrd", isLong));
            if (near == Near.Bank)
                continue;
            Raise(Activate, RefreshBank, near, rowCycle);
            Raise(Precharge, Precharge, near, Has("tppd") ? T("tppd") : 0);
            Raise(RefreshBank, Activate, near, T("trfc"));
            Raise(RefreshBank, RefreshBank, near, T("trefi"));
        }

        Raise(Read, Read, Near.Channel, Burst + turn);
        Raise(Read, Write, Near.Channel, readToWrite);
        Raise(Write, Read, Near.Channel, written + turn - ReadLatency);
        Raise(Write, Write, Near.Channel, Burst);
        Raise(Read, Precharge, Near.Bank, al + T("trtp"));
        Raise(Write, Precharge, Near.Bank, written + T("twr"));
        Raise(Activate, Precharge, Near.Bank, T("tras"));
        Raise(Activate, Read, Near.Bank, Has("trcd") ? T("trcd") - al : T("trcdrd"));
        Raise(Activate, Write, Near.Bank, Has("trcd") ? T("trcd") - al : T("trcdwr"));
        foreach (DramCommandKind later in new[] { Activate, Refresh, RefreshBank })
            Raise(Precharge, later, Near.Bank, trp);
    }

    /// <summary>A timing of one bank group, or of two; without bank groups every bank is of another one.</summary>
    private int Of(string name, bool isLong) =>
        isLong && _spec.BankGroups > 1 && Has(name + "_l") ? T(name + "_l") : Has(name + "_s") ? T(name + "_s") : T(name);

    private bool Has(string name) => _spec.Timing.Values.ContainsKey(name);

    private int T(string name) => _spec.Timing[name];

    private void Raise(DramCommandKind earlier, DramCommandKind later, Near near, int gap)
    {
        ref int value = ref _gaps[(int)earlier, (int)later, (int)near];
        value = Math.Max(value, gap);
    }
}
