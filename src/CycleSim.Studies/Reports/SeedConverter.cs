using System.Text.Json;
using System.Text.Json.Serialization;

namespace CycleSim.Studies.Reports;

/// <summary>Seeds of runs, and numbers of training steps: whole numbers of 64 bits.</summary>
internal sealed class SeedConverter : JsonConverter<ulong>
{
    public override ulong Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetUInt64(out ulong value)
            ? value
            : throw new JsonException($"must be a whole number from 0 to {ulong.MaxValue}");

    public override void Write(Utf8JsonWriter writer, ulong value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
