using CycleSim.Accelerator.Steps;
using CycleSim.Reference;

namespace CycleSim.Studies.Tests.Golden;

/// <summary>The pinned results, tests/Reference/steps/golden.csv.</summary>
internal static class GoldenFile
{
    private static string FilePath => Path.Combine(Repository.Root, "tests", "Reference", "steps", "golden.csv");

    internal static IReadOnlyList<GoldenRow> Read()
    {
        string[] lines = File.ReadAllLines(FilePath);
        string[] header = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => GoldenRow.FromLine(header, line))];
    }

    /// <summary>Writes the results; a changed one needs a model revision above the one it was pinned at.</summary>
    /// <exception cref="InvalidOperationException">A result changed, and the revision did not.</exception>
    internal static void Write(IReadOnlyList<GoldenRow> rows)
    {
        Dictionary<GoldenStep, GoldenRow> before = File.Exists(FilePath) ? Read().ToDictionary(row => row.Step) : [];
        GoldenRow[] written =
        [
            .. rows.Select(row => !before.TryGetValue(row.Step, out GoldenRow? old) ? row
                : old.Difference(row) is not { Length: > 0 } difference ? old
                : old.Revision < ModelRevision.Number ? row
                : throw new InvalidOperationException($"{row.Step} changed ({difference}); " +
                    $"raise ModelRevision.Number above {old.Revision} first")),
        ];
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.WriteAllLines(FilePath, [written[0].Header, .. written.Select(row => row.Line)]);
    }
}
