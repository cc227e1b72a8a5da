using System.Text.Json.Serialization;

namespace CycleSim.TrainingRuns;

/// <summary>How JSON of one line is laid out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectRequiredConstructorParameters = true,
    AllowOutOfOrderMetadataProperties = true,
    Converters = [typeof(FiniteConverter)])]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(TrainingAnswer))]
[JsonSerializable(typeof(LogLine))]
internal sealed partial class LineContext : JsonSerializerContext;
