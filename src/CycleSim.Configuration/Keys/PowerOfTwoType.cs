using System.Text.Json.Nodes;
using CycleSim.Configuration.Json;

namespace CycleSim.Configuration.Keys;

/// <summary>A power of two.</summary>
/// <param name="min">Smallest value, a power of two.</param>
/// <param name="max">Largest value, at least the smallest.</param>
internal sealed class PowerOfTwoType(int min, int max) : KeyType<int>
{
    internal override string Text => $"power of two, {min} to {max}";

    internal override int Read(ConfigValue value)
    {
        int number = (int)ValueReader.Whole(value, min, max);
        return int.IsPow2(number) ? number : throw value.Error($"must be a power of two from {min} to {max}");
    }

    internal override JsonObject Schema()
    {
        JsonArray values = [];
        for (long value = min; value <= max; value *= 2)
            values.Add(value);
        return new() { ["enum"] = values };
    }

    internal override JsonNode ToJson(int value) => value;
}
