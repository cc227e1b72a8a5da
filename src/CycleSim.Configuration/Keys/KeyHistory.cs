using System.Collections.Frozen;

namespace CycleSim.Configuration.Keys;

/// <summary>
/// Which version of the program reads a key first. Keys of released versions are listed in key-versions.txt, each as "VERSION set/key"; all
/// others are of the version in the making, whose release adds them to the list.
/// </summary>
internal static class KeyHistory
{
    private const string ThisVersion = "0.2";
    private const string Resource = "key-versions.txt";

    private static readonly FrozenDictionary<string, string> Released = Read();

    /// <summary>The first version that reads a key by its present name.</summary>
    internal static string SinceOf(KeySet set, DeclaredKey key) => Released.GetValueOrDefault($"{set.Name}/{key.Name}", ThisVersion);

    private static FrozenDictionary<string, string> Read()
    {
        using Stream stream = typeof(KeyHistory).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"resource {Resource} is missing");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', 2))
            .ToFrozenDictionary(words => words[1], words => words[0], StringComparer.Ordinal);
    }
}
