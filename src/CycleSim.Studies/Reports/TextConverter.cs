using System.Text.Json;
using System.Text.Json.Serialization;

namespace CycleSim.Studies.Reports;

/// <summary>Text of reports: what is read is shown in pictures and terminals, which control characters must not steer.</summary>
internal sealed class TextConverter : JsonConverter<string>
{
    /// <summary>Null is refused here, so that the message says what is allowed.</summary>
    public override bool HandleNull => true;

    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.GetString() is { } text && !text.Any(char.IsControl)
            ? text
            : throw new JsonException("must be text without control characters");

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
