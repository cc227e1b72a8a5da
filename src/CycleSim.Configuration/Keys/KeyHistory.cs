using System.Collections.Frozen;

namespace CycleSim.Configuration.Keys;

/// <summary>
/// Which version of the program reads a key first. The keys of the first version are listed in first-version.txt, as "set/key"; all others
/// are of the version in the making.
/// </summary>
internal static class KeyHistory
{
    private const string FirstVersion = "0.1";
    private const string ThisVersion = "0.2";
    private const string Resource = "first-version.txt";

    private static readonly FrozenSet<string> First = Read();

    /// <summary>The first version that reads a key by its present name.</summary>
    internal static string SinceOf(KeySet set, DeclaredKey key) =>
        First.Contains($"{set.Name}/{key.Name}") ? FirstVersion : ThisVersion;

    private static FrozenSet<string> Read()
    {
        using Stream stream = typeof(KeyHistory).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"resource {Resource} is missing");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
    }
}
