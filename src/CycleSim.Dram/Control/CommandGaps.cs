using CycleSim.Dram.Standards;

namespace CycleSim.Dram.Control;

/// <summary>What a command makes others wait for, by reach; so that issuing it walks over few entries.</summary>
internal sealed class CommandGaps
{
    internal CommandGaps(TimingTable table, DramCommandKind earlier, int kinds)
    {
        Bank = Of(ConstraintScope.Bank);
        BankGroup = Of(ConstraintScope.BankGroup);
        OtherBankGroups = Of(ConstraintScope.OtherBankGroups);
        OtherBanks = Of(ConstraintScope.OtherBanks);
        Rank = Of(ConstraintScope.Rank, ConstraintScope.Channel);
        OtherRanks = Of(ConstraintScope.OtherRanks, ConstraintScope.Channel);

        (int, int)[] Of(params ConstraintScope[] scopes) =>
        [
            .. table.Constraints
                .Where(constraint => constraint.Earlier == earlier && scopes.Contains(constraint.Scope) && (int)constraint.Later < kinds)
                .GroupBy(constraint => (int)constraint.Later, constraint => constraint.GapCycles)
                .Select(gaps => (gaps.Key, gaps.Max())),
        ];
    }

    internal (int Later, int Gap)[] Bank { get; }

    internal (int Later, int Gap)[] BankGroup { get; }

    internal (int Later, int Gap)[] OtherBankGroups { get; }

    internal (int Later, int Gap)[] OtherBanks { get; }

    internal (int Later, int Gap)[] Rank { get; }

    internal (int Later, int Gap)[] OtherRanks { get; }
}
