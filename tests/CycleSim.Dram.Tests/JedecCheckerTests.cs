using CycleSim.Dram.Parts;
using CycleSim.Dram.Standards;

using static CycleSim.Dram.Standards.DramCommandKind;

namespace CycleSim.Dram.Tests;

/// <summary>The checker itself: commands exactly at a limit pass, one cycle earlier they do not.</summary>
public class JedecCheckerTests
{
    private static readonly DramSpec Spec = DramLoader.Load("ddr3-1600-4gb-x8");

    /// <summary>Each rule with the shortest list of commands that meets it; the last command is the one to be moved.</summary>
    public static TheoryData<string> Rules => [.. Cases.Keys];

    private static Dictionary<string, SingleCommand[]> Cases { get; } = new()
    {
        ["tRCD"] = [Command(Activate, 0), Command(Read, 11)],
        ["tRAS"] = [Command(Activate, 0), Command(Precharge, 28)],
        ["tRC"] = [Command(Activate, 0), Command(Precharge, 28), Command(Activate, 39)],
        ["tRP"] = [Command(Activate, 0), Command(Precharge, 40), Command(Activate, 51)],
        ["tRRD"] = [Command(Activate, 0), Command(Activate, 5, bank: 1)],
        ["tFAW"] =
        [
            Command(Activate, 0), Command(Activate, 5, bank: 1), Command(Activate, 10, bank: 2), Command(Activate, 15, bank: 3),
            Command(Activate, 24, bank: 4),
        ],
        ["tCCD"] = [Command(Activate, 0), Command(Read, 11), Command(Read, 15)],
        ["read to write"] = [Command(Activate, 0), Command(Read, 11), Command(Write, 11 + 11 + 4 + 2 - 8)],
        ["tWTR"] = [Command(Activate, 0), Command(Write, 11), Command(Read, 11 + 8 + 4 + 6)],
        ["tRTP"] = [Command(Activate, 0), Command(Read, 50), Command(Precharge, 56)],
        ["tWR"] = [Command(Activate, 0), Command(Write, 50), Command(Precharge, 50 + 8 + 4 + 12)],
        ["tRFC"] = [Command(Refresh, 0), Command(Activate, 208)],
        ["tRP before refresh"] = [Command(Activate, 0), Command(Precharge, 28), Command(Refresh, 39)],
        ["data bus"] =
        [
            Command(Activate, 0), Command(Activate, 1, rank: 1), Command(Read, 12), Command(Read, 12 + 4 + 2, rank: 1),
        ],
        ["command bus"] = [Command(Activate, 0), Command(Activate, 1, rank: 1)],
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_command_one_cycle_too_early_is_found(string rule)
    {
        SingleCommand[] commands = Cases[rule];
        Assert.Empty(JedecChecker.Violations(commands, Spec));
        SingleCommand[] early = [.. commands[..^1], commands[^1] with { Cycle = commands[^1].Cycle - 1 }];
        Assert.Contains(JedecChecker.Violations(early, Spec), found => found.StartsWith($"{rule}:", StringComparison.Ordinal));
    }

    [Fact]
    public void Wrong_rows_open_banks_and_refreshes_of_open_banks_are_found()
    {
        Assert.Contains("row not open", One(Command(Read, 0)), StringComparison.Ordinal);
        Assert.Contains("row not open", One(Command(Activate, 0), Command(Read, 11) with { Row = 1 }), StringComparison.Ordinal);
        Assert.Contains("row not open", One(Command(Activate, 0), Command(Precharge, 28), Command(Write, 60)), StringComparison.Ordinal);
        Assert.Contains("bank already open", One(Command(Activate, 0), Command(Activate, 100)), StringComparison.Ordinal);
        Assert.Contains("open bank", One(Command(Activate, 0, bank: 3), Command(Refresh, 100)), StringComparison.Ordinal);
    }

    private static string One(params SingleCommand[] commands) => Assert.Single(JedecChecker.Violations(commands, Spec));

    private static SingleCommand Command(DramCommandKind kind, long cycle, int rank = 0, int bank = 0) =>
        new(kind, cycle, rank, bank, 0, 0);
}
