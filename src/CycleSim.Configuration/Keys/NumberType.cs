using System.Globalization;
using System.Text.Json.Nodes;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Text;

namespace CycleSim.Configuration.Keys;

/// <summary>A finite number.</summary>
/// <param name="range">What it may be.</param>
internal sealed class NumberType(NumberRange range) : KeyType<double>
{
    internal override string Text => SchemaWriter.Join("number", range.Text);

    internal override double Read(ConfigValue value) => ValueReader.Number(value, range);

    internal override JsonObject Schema()
    {
        JsonObject schema = new() { ["type"] = "number" };
        if (range.Min > double.MinValue)
            schema[range.ExcludesMin ? "exclusiveMinimum" : "minimum"] = range.Min;
        if (range.Max < double.MaxValue)
            schema[range.ExcludesMax ? "exclusiveMaximum" : "maximum"] = range.Max;
        return schema;
    }

    internal override JsonNode ToJson(double value) => value;

    internal override string Show(double value) => value.ToString(CultureInfo.InvariantCulture);
}
