using System.Text.Json;
using System.Text.Json.Serialization;

namespace CycleSim.Studies.Reports;

/// <summary>Decimal numbers of reports, written with the digits that they have, so that sums of what is read are exact too.</summary>
internal sealed class ExactNumberConverter : JsonConverter<decimal>
{
    private const decimal Max = 1e27m;

    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out decimal value) && value is >= 0 and <= Max
            ? value
            : throw new JsonException("must be a number from 0 to 1E+27");

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
