using System.Globalization;
using System.Text.Json.Nodes;
using CycleSim.Configuration.Json;

namespace CycleSim.Configuration.Keys;

/// <summary>A whole number.</summary>
/// <param name="min">Smallest value.</param>
/// <param name="max">Largest value.</param>
internal sealed class WholeType(long min, long max) : KeyType<long>
{
    internal override string Text => SchemaWriter.Join("whole number", ValueReader.RangeText(min, max));

    internal override long Read(ConfigValue value) => ValueReader.Whole(value, min, max);

    internal override JsonObject Schema() => new() { ["type"] = "integer", ["minimum"] = min, ["maximum"] = max };

    internal override JsonNode ToJson(long value) => value;

    internal override string Show(long value) => value.ToString(CultureInfo.InvariantCulture);
}
