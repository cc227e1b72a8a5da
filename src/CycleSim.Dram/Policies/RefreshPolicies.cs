using CycleSim.Configuration.Keys;
using CycleSim.Dram.Parts;

namespace CycleSim.Dram.Policies;

/// <summary>The refresh policies that the file of a part, a machine or an option can name.</summary>
public static class RefreshPolicies
{
    /// <summary>The one of a part that names none.</summary>
    public const string Default = DramSpec.DefaultRefreshPolicy;

    /// <summary>All policies; a program registers its own here before it reads files that name them.</summary>
    public static ChoiceTable<IRefreshPolicy> All { get; } = new(
        "refresh policy", new AllBankRefresh(), new AllBankSimultaneousRefresh(), new PerBankRefresh());
}
