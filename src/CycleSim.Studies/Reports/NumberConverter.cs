using System.Text.Json;
using System.Text.Json.Serialization;

namespace CycleSim.Studies.Reports;

/// <summary>Numbers of reports. The shortest text that reads back as the same number is written.</summary>
internal class NumberConverter : JsonConverter<double>
{
    private const double Largest = 1e30;

    /// <summary>The smallest number that is allowed.</summary>
    protected virtual double Smallest => 0;

    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double value) && value >= Smallest && value <= Largest
            ? value
            : throw new JsonException(FormattableString.Invariant($"must be a number from {Smallest} to {Largest}"));

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
