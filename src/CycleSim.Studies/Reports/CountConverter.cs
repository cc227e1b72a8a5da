using System.Text.Json;
using System.Text.Json.Serialization;

namespace CycleSim.Studies.Reports;

/// <summary>Whole numbers of reports. The sum of two still fits.</summary>
internal class CountConverter : JsonConverter<long>
{
    /// <summary>The smallest number that is allowed.</summary>
    protected virtual long Min => 0;

    /// <summary>The largest number that is allowed.</summary>
    protected virtual long Max => long.MaxValue / 2;

    public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long value) && value >= Min && value <= Max
            ? value
            : throw new JsonException($"must be a whole number from {Min} to {Max}");

    public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
