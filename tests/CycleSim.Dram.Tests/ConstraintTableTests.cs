using CycleSim.Configuration.Models;
using CycleSim.Dram.Commands;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Standards;

using Checker = CycleSim.Dram.Commands.JedecChecker;

namespace CycleSim.Dram.Tests;

/// <summary>The shipped checker finds a planted violation of every constraint of the table: limit - 1 fails, the limit passes.</summary>
public class ConstraintTableTests
{
    private static readonly DramSpec OneRank = DramLoader.Load("ddr3-1600-4gb-x8-1rank");

    public static TheoryData<string, int> Constraints
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (string part in ModelStore.Names(ModelKind.Dram).DistinctBy(name => DramLoader.Load(name).Standard.Name))
                for (int i = 0; i < TwoRanks(part).Table(TimingRules.Jedec).Constraints.Length; i++)
                    data.Add(part, i);
            return data;
        }
    }

    private static DramSpec TwoRanks(string part) => DramLoader.Load(part) with { Ranks = 2, Channels = 1, Mapping = "ro ra ba co" };

    [Theory]
    [MemberData(nameof(Constraints))]
    public void The_checker_finds_every_constraint_one_cycle_early_and_passes_it_at_the_limit(string part, int index)
    {
        DramSpec spec = TwoRanks(part);
        DramConstraint constraint = spec.Table(TimingRules.Jedec).Constraints[index];
        bool isOfBank = constraint.Later <= DramCommandKind.Write || constraint.Later == DramCommandKind.RefreshBank;
        foreach (int distance in new[] { constraint.GapCycles - 1, constraint.GapCycles })
        {
            (int rank, int bank) = constraint.Scope switch
            {
                ConstraintScope.Bank => (0, 0),
                ConstraintScope.BankGroup => (0, isOfBank ? 1 : 0),
                ConstraintScope.OtherBankGroups => (0, isOfBank ? spec.BanksOfGroup : 0),
                ConstraintScope.OtherBanks or ConstraintScope.Rank => (0, isOfBank ? 1 : 0),
                _ => (1, 0),
            };
            DramCommand earlier = new(10_000, constraint.Earlier, 0, 0, 7, 0);
            DramCommand later = new(10_000 + distance, constraint.Later, rank, bank, 7, 1);
            bool found = Checker.Check(spec, [earlier, later]).Any(violation =>
                violation.Rule == constraint.Name && violation.Earlier == earlier && violation.RequiredGapCycles == constraint.GapCycles);
            Assert.Equal(distance < constraint.GapCycles, found);
        }
    }

    [Fact]
    public void The_checker_finds_the_activate_window_and_wrong_states()
    {
        DramCommand[] five =
            [.. Enumerable.Range(0, 5).Select(i => new DramCommand(1000 + i * 5, DramCommandKind.Activate, 0, i, 1, 0))];
        Assert.Contains(Checker.Check(OneRank, five), violation => violation.Rule == "tFAW");
        five[4] = five[4] with { Cycle = 1000 + OneRank.Timing["tfaw"] };
        Assert.Empty(Checker.Check(OneRank, five));
        Assert.Single(Checker.Check(OneRank, [new DramCommand(5, DramCommandKind.Read, 0, 0, 3, 0)]));
        Assert.Single(Checker.Check(OneRank, [five[0], new DramCommand(9000, DramCommandKind.Refresh, 0, 0, 0, 0)]));
        Assert.Single(Checker.Check(OneRank, [five[0], five[0] with { Cycle = 9000 }]));
    }
}
