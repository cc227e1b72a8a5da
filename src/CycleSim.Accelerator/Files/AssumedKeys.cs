using CycleSim.Configuration.Json;
using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Files;

/// <summary>The keys of an element of "assumed" in a machine's file.</summary>
internal static class AssumedKeys
{
    internal static readonly KeySet All = new("assumed parameter", "A parameter that no public source gives, and another value of it.");

    internal static readonly Key<string> Name = All.String("name", "What is assumed.", canBeEmpty: false);

    internal static readonly Key<string> Value = All.String("value", "What the file says, in words.", canBeEmpty: false);

    internal static readonly Key<string> Other = All.String("other", "What it might be instead, in words.", canBeEmpty: false);

    internal static readonly Key<string> Reason = All.String("why", "Why the file says what it says.", canBeEmpty: false);

    internal static readonly Key<ConfigObject> Change = All.Change(
        "change", "Keys of the machine with their values for the other case; null takes a key out.");
}
