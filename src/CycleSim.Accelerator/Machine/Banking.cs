namespace CycleSim.Accelerator.Machine;

/// <summary>Names of the bank mappings that are always there.</summary>
public static class Banking
{
    /// <summary>Lines of a slice go round the banks, and slices are shifted so that neighbouring slices meet different banks.</summary>
    public const string Skewed = "skewed";

    /// <summary>Bank = line address modulo banks.</summary>
    public const string Interleaved = "interleaved";

    /// <summary>The name in stored results and traces: version 0.1 wrote the first two as members of an enumeration.</summary>
    /// <param name="name">The name in files.</param>
    public static string StoredName(string name) => name switch
    {
        Skewed => "Skewed",
        Interleaved => "Interleaved",
        _ => name,
    };

    /// <summary>The name in files of one that <see cref="StoredName"/> gave.</summary>
    /// <param name="storedName">The stored name.</param>
    public static string OfStored(string storedName) => storedName switch
    {
        "Skewed" => Skewed,
        "Interleaved" => Interleaved,
        _ => storedName,
    };
}
