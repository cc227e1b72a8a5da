using CycleSim.Configuration;

namespace CycleSim.Accelerator.Machine;

/// <summary>
/// Reads the energy of a multiply-accumulate, which belongs to a number format: an object with an energy for each format, or one number, which is meant for fp32. A
/// format without an energy of its own is an error: that of another one would be a wrong result that nobody sees.
/// </summary>
internal static class MacEnergy
{
    internal const string Key = "mac_energy_pj";

    private const double MaxEnergyPj = 1e6;

    /// <summary>The energy in pJ of a format.</summary>
    /// <param name="keys">The object that holds the key.</param>
    /// <param name="type">Number format.</param>
    /// <exception cref="InputException">The key is missing or wrong, or has no energy for this format.</exception>
    internal static double Read(ConfigObject keys, DataType type)
    {
        if (keys.IsObject(Key))
            return Read(keys.Object(Key), keys, type);
        double energyPj = keys.Number(Key, 0, MaxEnergyPj);
        string name = NameOf(type);
        return type == DataType.Fp32
            ? energyPj
            : throw keys.Error(Key, $"is the energy of fp32, but data_type is {name}; allowed: an object with an energy for {name}, "
                + $"e.g. {{ \"fp32\": {FormattableString.Invariant($"{energyPj}")}, \"{name}\": ... }}");
    }

    private static double Read(ConfigObject energies, ConfigObject keys, DataType type)
    {
        double? found = null;
        foreach (DataType format in Enum.GetValues<DataType>())
        {
            if (!energies.Has(NameOf(format)))
                continue;
            double energyPj = energies.Number(NameOf(format), 0, MaxEnergyPj);
            if (format == type)
                found = energyPj;
        }

        energies.RejectUnknownKeys();
        return found ?? throw keys.Error(Key, $"has no energy for data_type {NameOf(type)}; add \"{NameOf(type)}\" with its energy in pJ");
    }

    private static string NameOf(DataType type) => type.ToString().ToLowerInvariant();
}
