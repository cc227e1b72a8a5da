using System.Text.Json.Serialization;

namespace CycleSim.Cli.Output;

/// <summary>How results stand in JSON: keys are the names of the records in snake case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(SystolicResult))]
internal sealed partial class ResultContext : JsonSerializerContext;
