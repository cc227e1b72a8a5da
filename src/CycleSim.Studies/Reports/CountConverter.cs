using System.Text.Json;
using System.Text.Json.Serialization;

namespace CycleSim.Studies.Reports;

/// <summary>Whole numbers of reports. The largest leaves room for the sum of two.</summary>
internal class CountConverter : JsonConverter<long>
{
    private const long Largest = 1L << 62;

    /// <summary>The smallest number that is allowed.</summary>
    protected virtual long Smallest => 0;

    public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long value) && value >= Smallest && value <= Largest
            ? value
            : throw new JsonException($"must be a whole number from {Smallest} to {Largest}");

    public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
