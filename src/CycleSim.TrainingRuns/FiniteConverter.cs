using System.Text.Json;
using System.Text.Json.Serialization;

namespace CycleSim.TrainingRuns;

/// <summary>
/// Numbers that a double holds. The serializer takes a larger one, such as 1e999, for infinity, which JSON cannot write again.
/// </summary>
internal sealed class FiniteConverter : JsonConverter<double>
{
    /// <inheritdoc/>
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        double number = reader.GetDouble();
        return double.IsFinite(number)
            ? number
            : throw new JsonException($"a number is out of range; allowed: {-double.MaxValue:R} to {double.MaxValue:R}");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteNumberValue(value);
    }
}
