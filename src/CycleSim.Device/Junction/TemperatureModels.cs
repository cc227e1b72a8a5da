using System.Collections.Immutable;
using CycleSim.Configuration.Keys;

namespace CycleSim.Device.Junction;

/// <summary>What files and options can say a temperature changes.</summary>
public static class TemperatureModels
{
    /// <summary>All of them with their meanings.</summary>
    public static ImmutableArray<EnumValue<TemperatureModel>> All { get; } =
    [
        new(TemperatureModel.Constant, "only the thermal energy"),
        new(TemperatureModel.Bloch, "magnetisation and anisotropy too, by Bloch's law"),
    ];
}
