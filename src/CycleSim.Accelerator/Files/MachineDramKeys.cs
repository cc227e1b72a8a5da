using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Files;

/// <summary>The keys of "dram" in a machine's file, where it is an object.</summary>
internal static class MachineDramKeys
{
    internal static readonly KeySet All = new("machine DRAM", "A memory that is no DRAM part.");

    internal static readonly Key<KeyValues> Ideal = All.Object(
        "ideal", "A memory without banks, rows and refreshes, which costs no energy.", IdealDramKeys.All);
}
