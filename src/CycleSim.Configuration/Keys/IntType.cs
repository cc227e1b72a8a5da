using System.Globalization;
using System.Text.Json.Nodes;
using CycleSim.Configuration.Json;

namespace CycleSim.Configuration.Keys;

/// <summary>A whole number that fits 32 bits.</summary>
/// <param name="min">Smallest value.</param>
/// <param name="max">Largest value.</param>
internal sealed class IntType(int min, int max) : KeyType<int>
{
    private readonly WholeType _whole = new(min, max);

    internal override string Text => _whole.Text;

    internal override int Read(ConfigValue value) => (int)_whole.Read(value);

    internal override JsonObject Schema() => _whole.Schema();

    internal override JsonNode ToJson(int value) => value;

    internal override string Show(int value) => value.ToString(CultureInfo.InvariantCulture);
}
