using CycleSim.Configuration.Keys;

namespace CycleSim.Dram.Policies;

/// <summary>The page policies that the file of a part, a machine or an option can name.</summary>
public static class PagePolicies
{
    /// <summary>The one of a part that names none.</summary>
    public const string Default = "open";

    /// <summary>All policies; a program registers its own here before it reads files that name them.</summary>
    public static ChoiceTable<IPagePolicy> All { get; } = new("page policy", new OpenPages(), new ClosedPages());

    /// <summary>The name in stored results and traces: version 0.1 wrote the first two as members of an enumeration.</summary>
    /// <param name="name">The name in files.</param>
    public static string StoredName(string name) => name switch { "open" => "Open", "closed" => "Closed", _ => name };

    /// <summary>The name in files of one that <see cref="StoredName"/> gave.</summary>
    /// <param name="storedName">The stored name.</param>
    public static string OfStored(string storedName) => storedName switch { "Open" => "open", "Closed" => "closed", _ => storedName };
}
