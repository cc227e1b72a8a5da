using System.Text.Json.Nodes;
using CycleSim.Configuration.Json;

namespace CycleSim.Configuration.Keys;

/// <summary>A power of two.</summary>
/// <param name="max">Largest value, at least 1.</param>
internal sealed class PowerOfTwoType(int max) : KeyType<int>
{
    internal override string Text => $"power of two, 1 to {max}";

    internal override int Read(ConfigValue value)
    {
        int number = (int)ValueReader.Whole(value, 1, max);
        return int.IsPow2(number) ? number : throw value.Error($"must be a power of two from 1 to {max}");
    }

    internal override JsonObject Schema()
    {
        JsonArray values = [];
        for (long value = 1; value <= max; value *= 2)
            values.Add(value);
        return new() { ["enum"] = values };
    }

    internal override JsonNode ToJson(int value) => value;
}
