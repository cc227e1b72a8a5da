using System.Text.Json;

namespace CycleSim.Studies.Reports;

/// <summary>Names of choices as keys and values of results have them.</summary>
internal static class KeyName
{
    /// <summary>A choice in snake case, e.g. "weight_gradient".</summary>
    internal static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
