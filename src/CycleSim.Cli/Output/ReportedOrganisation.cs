using System.Text.Json.Serialization;

namespace CycleSim.Cli.Output;

/// <summary>How a memory array is organised.</summary>
/// <param name="Kind">What kind of memory it is.</param>
[JsonDerivedType(typeof(ReportedDesign))]
internal record ReportedOrganisation([property: JsonPropertyOrder(-1)] string Kind);
