using System.Globalization;
using System.Text.Json.Nodes;
using CycleSim.Configuration.Json;

namespace CycleSim.Configuration.Keys;

/// <summary>A finite number.</summary>
/// <param name="min">Smallest value.</param>
/// <param name="max">Largest value.</param>
internal sealed class NumberType(double min, double max) : KeyType<double>
{
    internal override string Text => SchemaWriter.Join("number", ValueReader.RangeText(min, max));

    internal override double Read(ConfigValue value) => ValueReader.Number(value, min, max);

    internal override JsonObject Schema()
    {
        JsonObject schema = new() { ["type"] = "number" };
        if (min > double.MinValue)
            schema["minimum"] = min;
        if (max < double.MaxValue)
            schema["maximum"] = max;
        return schema;
    }

    internal override JsonNode ToJson(double value) => value;

    internal override string Show(double value) => value.ToString(CultureInfo.InvariantCulture);
}
