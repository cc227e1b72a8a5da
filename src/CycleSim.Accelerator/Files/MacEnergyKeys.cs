using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Formats;

namespace CycleSim.Accelerator.Files;

/// <summary>The keys of "mac_energy_pj" in a machine's file, where it is an object: the number formats.</summary>
internal static class MacEnergyKeys
{
    internal const double MaxEnergyPj = 1e6;

    internal static readonly KeySet All = new("multiply-accumulate energy", "Energy of one multiply-accumulate in each number format.");

    private static readonly Key<double>[] Formats = [.. ProductFormats.Choices.All.Select(format => All.Number(
        format.Name, $"Energy in {format.Name}.", 0, MaxEnergyPj, "pJ", whenMissing: "an error if data_type is this format"))];

    /// <summary>The key of a format; null for one that was registered after machines were first read.</summary>
    internal static Key<double>? Of(NumberFormat format) => Array.Find(Formats, key => key.Name == format.Name);
}
