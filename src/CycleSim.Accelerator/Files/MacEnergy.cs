using CycleSim.Configuration.Keys;
using CycleSim.Platform;
using CycleSim.Workloads.Formats;

namespace CycleSim.Accelerator.Files;

/// <summary>
/// Reads the energy of a multiply-accumulate, which belongs to a number format: an object with an energy for each format, or one number,
/// which is meant for fp32. A format without an energy of its own is an error: that of another one would be a wrong result.
/// </summary>
internal static class MacEnergy
{
    /// <summary>The energy in pJ of a format.</summary>
    /// <param name="machine">The machine's keys.</param>
    /// <param name="type">Number format.</param>
    /// <exception cref="InputException">There is no energy for this format.</exception>
    internal static double Read(KeyValues machine, NumberFormat type)
    {
        NumberOrObject value = machine.Get(MachineKeys.MacEnergy);
        string name = type.Name;
        if (value.Object is { } formats)
        {
            return MacEnergyKeys.Of(type) is { } format && formats.Has(format)
                ? formats.Get(format)
                : throw machine.Error(
                    MachineKeys.MacEnergy, $"has no energy for data_type {name}; add \"{name}\" with its energy in pJ");
        }

        double energyPj = value.Number!.Value;
        return type == NumberFormats.Fp32
            ? energyPj
            : throw machine.Error(
                MachineKeys.MacEnergy,
                $"is the energy of fp32, but data_type is {name}; allowed: an object with an energy for {name}, "
                + $"e.g. {{ \"fp32\": {FormattableString.Invariant($"{energyPj}")}, \"{name}\": ... }}");
    }
}
