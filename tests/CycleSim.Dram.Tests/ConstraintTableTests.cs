using Checker = CycleSim.Dram.JedecChecker;

namespace CycleSim.Dram.Tests;

/// <summary>The shipped checker finds a planted violation of every constraint of the table: limit - 1 fails, the limit passes.</summary>
public class ConstraintTableTests
{
    private static readonly DramSpec OneRank = DramLoader.Load("ddr3-1600-4gb-x8-1rank");

    public static TheoryData<int> Constraints => [.. Enumerable.Range(0, DramConstraints.Table.Count)];

    [Theory]
    [MemberData(nameof(Constraints))]
    public void The_checker_finds_every_constraint_one_cycle_early_and_passes_it_at_the_limit(int index)
    {
        DramConstraint constraint = DramConstraints.Table[index];
        DramSpec spec = OneRank with { Ranks = 2 };
        int gap = constraint.Gap(spec.Timing);
        foreach (int distance in new[] { gap - 1, gap })
        {
            (int rank, int bank) = constraint.Scope switch
            {
                ConstraintScope.SameBank => (0, 0),
                ConstraintScope.SameRank => (0, constraint.Later == DramCommandKind.Refresh ? 0 : 1),
                _ => (1, 0),
            };
            if (constraint.Later == constraint.Earlier && constraint.Scope == ConstraintScope.SameRank && constraint.Name == "tRFC")
                bank = 0;
            IssuedCommand earlier = new(10_000, constraint.Earlier, 0, 0, 7, 0);
            IssuedCommand later = new(10_000 + distance, constraint.Later, rank, bank, 7, 1);
            bool found = Checker.Check(spec, [earlier, later]).Any(violation =>
                violation.Rule == constraint.Name && violation.Earlier == earlier && violation.RequiredGap == gap);
            Assert.Equal(distance < gap, found);
        }
    }

    [Fact]
    public void The_checker_finds_the_activate_window_and_wrong_states()
    {
        IssuedCommand[] five =
            [.. Enumerable.Range(0, 5).Select(i => new IssuedCommand(1000 + i * 5, DramCommandKind.Activate, 0, i, 1, 0))];
        Assert.Contains(Checker.Check(OneRank, five), violation => violation.Rule == "tFAW");
        five[4] = five[4] with { Cycle = 1000 + OneRank.Timing.Tfaw };
        Assert.Empty(Checker.Check(OneRank, five));
        Assert.Single(Checker.Check(OneRank, [new IssuedCommand(5, DramCommandKind.Read, 0, 0, 3, 0)]));
        Assert.Single(Checker.Check(OneRank, [five[0], new IssuedCommand(9000, DramCommandKind.Refresh, 0, 0, 0, 0)]));
        Assert.Single(Checker.Check(OneRank, [five[0], five[0] with { Cycle = 9000 }]));
    }
}
