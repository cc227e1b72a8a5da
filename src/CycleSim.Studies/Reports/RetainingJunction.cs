using CycleSim.Arrays.Models;
using CycleSim.Device.Junction;
using CycleSim.Platform;

namespace CycleSim.Studies.Reports;

/// <summary>A junction that keeps the data of a memory.</summary>
/// <param name="Junction">The junction, at the temperature of the memory's circuits.</param>
/// <param name="IsAssumed">Whether the memory names none, and the default one is taken.</param>
internal sealed record RetainingJunction(MagneticTunnelJunction Junction, bool IsAssumed)
{
    /// <summary>Temperature in K of circuits that a memory says nothing of, as the shipped memories have it.</summary>
    internal const double DefaultTemperatureK = 350;

    /// <summary>
    /// The junctions of a memory, each once: that which the write point names, at the temperature of the circuits; of a heterogeneous
    /// memory those of its parts. The default one where nothing is named: an SRAM has no write point, others state only a current in it.
    /// </summary>
    /// <param name="memory">The memory.</param>
    /// <exception cref="InputException">A junction has no barrier at the temperature.</exception>
    internal static IReadOnlyList<RetainingJunction> Of(MemoryTechnology memory)
    {
        (string? Device, double TemperatureK)[] arrays = [.. Arrays(memory).Distinct()];
        bool hasDevice = arrays.Any(array => array.Device is not null);
        return
        [
            .. arrays.Where(array => !hasDevice || array.Device is not null)
                .Select(array => Load(memory.Name, array.Device, array.TemperatureK)),
        ];
    }

    private static IEnumerable<(string? Device, double TemperatureK)> Arrays(MemoryTechnology memory) =>
        CodedModel.ArrayOf(memory.Model) is HeterogeneousModel parts
            ? parts.Parts.SelectMany(part => Arrays(part.Memory))
            : [(memory.Circuit?.WritePoint?.Junction, memory.Circuit?.TemperatureK ?? DefaultTemperatureK)];

    private static RetainingJunction Load(string memory, string? device, double temperatureK)
    {
        MagneticTunnelJunction junction = JunctionLoader.Load(device ?? MagneticTunnelJunction.DefaultName).At(temperatureK);
        return junction.BarrierJ > 0 ? new(junction, device is null) : throw new InputException(FormattableString.Invariant(
            $"memory {memory}: its junction {junction.Name} has no barrier at {temperatureK:G4} K; possible: another junction, or a lower ")
            + "temperature_k of the circuit");
    }
}
