using System.Text.Json;
using System.Text.Json.Serialization;

namespace CycleSim.Studies.Reports;

/// <summary>Numbers of reports. The shortest text that reads back as the same number is written.</summary>
internal class NumberConverter : JsonConverter<double>
{
    /// <summary>The smallest number that is allowed.</summary>
    protected virtual double Min => 0;

    /// <summary>The largest number that is allowed.</summary>
    protected virtual double Max => 1e30;

    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double value) && value >= Min && value <= Max
            ? value
            : throw new JsonException(FormattableString.Invariant($"must be a number from {Min} to {Max}"));

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
