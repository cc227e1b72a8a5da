using System.Collections.Frozen;
using CycleSim.Configuration.Keys;

namespace CycleSim.Accelerator.Machine;

/// <summary>The keys of "mac_energy_pj" in a machine's file, where it is an object: the number formats.</summary>
internal static class MacEnergyKeys
{
    internal const double MaxEnergyPj = 1e6;

    internal static readonly KeySet All = new("multiply-accumulate energy", "Energy of one multiply-accumulate in each number format.");

    internal static readonly FrozenDictionary<DataType, Key<double>> Formats = Enum.GetValues<DataType>().ToFrozenDictionary(
        type => type,
        type => All.Number(
            NameOf(type), $"Energy in {NameOf(type)}.", 0, MaxEnergyPj, "pJ", whenMissing: "an error if data_type is this format"));

    internal static string NameOf(DataType type) => type.ToString().ToLowerInvariant();
}
