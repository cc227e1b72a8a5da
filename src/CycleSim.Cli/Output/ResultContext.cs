using System.Text.Json.Serialization;
using CycleSim.Studies.Differences;

namespace CycleSim.Cli.Output;

/// <summary>How results stand in JSON: keys are the names of the records in snake case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(SystolicResult))]
[JsonSerializable(typeof(GemmMachineResult))]
[JsonSerializable(typeof(GemmMapResult))]
[JsonSerializable(typeof(GemmTileResult))]
[JsonSerializable(typeof(ReportedArrayDesign))]
[JsonSerializable(typeof(IEnumerable<ReportedArrayDesign>))]
[JsonSerializable(typeof(IEnumerable<ReportedSensitivity>))]
[JsonSerializable(typeof(IEnumerable<ReportedTableTwo>))]
[JsonSerializable(typeof(ReportedValidation))]
[JsonSerializable(typeof(ReportedWorkload))]
[JsonSerializable(typeof(TileListResult))]
[JsonSerializable(typeof(TiledGemmResult))]
[JsonSerializable(typeof(StepDifference))]
[JsonSerializable(typeof(double?))]
[JsonSerializable(typeof(TraceInfo))]
internal sealed partial class ResultContext : JsonSerializerContext;
