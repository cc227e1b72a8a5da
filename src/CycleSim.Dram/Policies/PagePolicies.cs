using CycleSim.Configuration.Keys;

namespace CycleSim.Dram.Policies;

/// <summary>The page policies that the file of a part, a machine or an option can name.</summary>
public static class PagePolicies
{
    /// <summary>The one of a part that names none.</summary>
    public const string Default = "open";

    /// <summary>All policies; a program registers its own here before it reads files that name them.</summary>
    public static ChoiceTable<IPagePolicy> Table { get; } = new("page policy", new OpenPages(), new ClosedPages());
}
