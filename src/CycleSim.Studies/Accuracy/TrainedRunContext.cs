using System.Text.Json.Serialization;
using CycleSim.Studies.Reports;

namespace CycleSim.Studies.Accuracy;

/// <summary>How the result of a training stands in its file. One that is not exactly so is not used: the training runs again.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    NewLine = "\n",
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(NumberConverter)])]
[JsonSerializable(typeof(TrainedRun))]
internal sealed partial class TrainedRunContext : JsonSerializerContext;
