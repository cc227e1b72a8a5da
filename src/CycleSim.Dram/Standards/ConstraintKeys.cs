using System.Collections.Immutable;
using CycleSim.Configuration.Keys;

namespace CycleSim.Dram.Standards;

/// <summary>The keys of a constraint in a DRAM standard's file.</summary>
internal static class ConstraintKeys
{
    internal static readonly KeySet All = new("DRAM constraint", "After one command others must wait.");

    internal static readonly Key<string> Name = All.String("name", "JEDEC name, or the sum it comes from.");

    internal static readonly Key<ImmutableArray<string>> From = All.Strings(
        "from", $"The earlier command, any of {string.Join(", ", DramCommandNames.All)}.", min: 1);

    internal static readonly Key<ImmutableArray<string>> To = All.Strings("to", "The commands that must wait.", min: 1);

    internal static readonly Key<ConstraintScope> Scope = All.Enum<ConstraintScope>(
        "scope",
        "Which banks it reaches.",
        [
            new(ConstraintScope.Bank, "the same bank"),
            new(ConstraintScope.BankGroup, "the same bank group; unused by parts without bank groups"),
            new(ConstraintScope.OtherBankGroups, "the other bank groups of the rank; all banks of the rank in parts without bank groups"),
            new(ConstraintScope.OtherBanks, "the other banks of the rank"),
            new(ConstraintScope.Rank, "the rank"),
            new(ConstraintScope.OtherRanks, "the other ranks"),
            new(ConstraintScope.Channel, "the channel"),
        ]);

    internal static readonly Key<string> Cycles = All.String("cycles", "Minimum distance, a formula; 0 or less demands nothing.");

    internal static readonly Key<TimingRules> Rules = All.Enum<TimingRules>(
        "rules", "Whose rule it is.",
        [new(TimingRules.Jedec, "JEDEC's alone"), new(TimingRules.Dramsim3, "that of DRAMsim3 alone")],
        whenMissing: "of both");
}
