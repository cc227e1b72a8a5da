using System.Text.Json.Serialization;

namespace CycleSim.Training.Commands;

/// <summary>How the description of a run stands in JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(RunDescription))]
internal sealed partial class DescriptionContext : JsonSerializerContext;
