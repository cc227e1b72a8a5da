using System.Collections.Immutable;
using System.Text.Json;
using CycleSim.Studies.Reports;

namespace CycleSim.Studies.Differences;

/// <summary>What two runs were asked for: every key of the reports' heads that has another value.</summary>
internal static class ReportedSettings
{
    private static readonly string[] Results = ["totals", "operations", "traffic", "lifetimes"];

    internal static ImmutableArray<SettingChange> Changes(StepReport first, StepReport second)
    {
        Dictionary<string, string> a = Of(first);
        Dictionary<string, string> b = Of(second);
        return
        [
            .. a.Keys.Concat(b.Keys).Distinct().Where(key => a.GetValueOrDefault(key) != b.GetValueOrDefault(key))
                .Select(key => new SettingChange(key, a.GetValueOrDefault(key), b.GetValueOrDefault(key))),
        ];
    }

    private static Dictionary<string, string> Of(StepReport report)
    {
        JsonElement root = JsonSerializer.SerializeToElement(report with { Operations = [] }, ReportContext.Default.StepReport);
        return Leaves("", root).Where(leaf => !Results.Contains(leaf.Key.Split('.')[0])).ToDictionary();
    }

    private static IEnumerable<KeyValuePair<string, string>> Leaves(string path, JsonElement element) =>
        element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().SelectMany(member => Leaves(path.Length == 0 ? member.Name : $"{path}.{member.Name}", member.Value))
            : [new(path, element.ToString())];
}
