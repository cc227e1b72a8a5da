using System.Text.Json.Serialization;

namespace CycleSim.TrainingRuns;

/// <summary>How JSON of several lines is laid out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    NewLine = "\n",
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(FiniteConverter)])]
[JsonSerializable(typeof(TrainingDescription))]
[JsonSerializable(typeof(TrainingSummary))]
internal sealed partial class FileContext : JsonSerializerContext;
