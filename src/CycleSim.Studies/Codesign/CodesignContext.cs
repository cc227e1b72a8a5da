using System.Text.Json.Serialization;

namespace CycleSim.Studies.Codesign;

/// <summary>How results stand in JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n", IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CodesignResult))]
internal sealed partial class CodesignContext : JsonSerializerContext;
