using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Keys;
using CycleSim.Configuration.Text;

namespace CycleSim.Accelerator.Files;

/// <summary>The keys of "mac_energy_pj" in a machine's file, where it is an object: the number formats.</summary>
internal static class MacEnergyKeys
{
    internal const double MaxEnergyPj = 1e6;

    internal static readonly KeySet All = new("multiply-accumulate energy", "Energy of one multiply-accumulate in each number format.");

    private static readonly Key<double>[] Formats = [.. Enum.GetNames<DataType>().Select(EnumName.Of).Select(name => All.Number(
        name, $"Energy in {name}.", 0, MaxEnergyPj, "pJ", whenMissing: "an error if data_type is this format"))];

    internal static Key<double> Of(DataType type) => Formats[(int)type];
}
