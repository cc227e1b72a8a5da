using CycleSim.Configuration.Keys;

namespace CycleSim.Arrays.Models;

/// <summary>The keys of an element of "parts" in a memory technology's file.</summary>
internal static class WordPartKeys
{
    internal static readonly KeySet All = new("word part", "A memory that holds some bits of each word.");

    internal static readonly Key<int> Bits = All.Int("bits", "Bits of each word, at most access_bits.", 1, 65_536, "bits");

    internal static readonly Key<string> Memory = All.String("memory", "Name of a shipped memory, or a file.");
}
