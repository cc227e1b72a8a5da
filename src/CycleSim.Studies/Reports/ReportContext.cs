using System.Text.Json;
using System.Text.Json.Serialization;
using CycleSim.Configuration.Json;

namespace CycleSim.Studies.Reports;

/// <summary>
/// How reports stand in JSON. What is not known is skipped: a report of a newer version has keys of its own, and what this version knows
/// means the same there.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    MaxDepth = ConfigDocument.MaxDepth,
    NewLine = "\n",
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    AllowTrailingCommas = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    Converters =
    [
        typeof(CountConverter), typeof(NumberConverter), typeof(ExactNumberConverter), typeof(TextConverter),
        typeof(SeedConverter), typeof(FlagConverter),
    ])]
[JsonSerializable(typeof(StepReport))]
[JsonSerializable(typeof(ReplayReport))]
[JsonSerializable(typeof(OpenLoopReport))]
internal sealed partial class ReportContext : JsonSerializerContext;
