using CycleSim.Accelerator.Steps;
using CycleSim.Dram.FastForward;

namespace CycleSim.Studies.Tests.Golden;

/// <summary>
/// Results of the shipped networks are what they were. Every run checks a part; CYCLESIM_GOLDEN=check checks all, CYCLESIM_GOLDEN=write
/// pins them anew and writes the pages' tables, and CYCLESIM_GOLDEN=tables only writes these (`tools/golden`).
/// </summary>
public sealed class GoldenStepTests
{
    private static string? Mode => Environment.GetEnvironmentVariable("CYCLESIM_GOLDEN");

    [Fact]
    public void Results_are_what_they_were()
    {
        GoldenStep[] steps = [.. GoldenStep.All.Where(step => step.IsQuick || Mode is "check" or "write")];
        var rows = new GoldenRow[steps.Length];
        Parallel.For(0, steps.Length, () => new RowMemo(), (index, _, known) =>
        {
            rows[index] = steps[index].Run(known);
            return known;
        }, _ => { });
        if (Mode == "write")
        {
            GoldenFile.Write(rows);
            ReadmeTables.Write(GoldenFile.Read());
        }

        Dictionary<GoldenStep, GoldenRow> pinned = GoldenFile.Read().ToDictionary(row => row.Step);
        string[] changed =
        [
            .. rows.Select(row => (row.Step, Difference: pinned[row.Step].Difference(row))).Where(row => row.Difference.Length > 0)
                .Select(row => $"{row.Step}: {row.Difference}"),
        ];
        Assert.True(changed.Length == 0, string.Join('\n', changed));
    }

    [Fact]
    public void Every_step_is_pinned_and_the_latest_change_is_that_of_the_model_revision()
    {
        IReadOnlyList<GoldenRow> rows = GoldenFile.Read();
        Assert.Equal(GoldenStep.All, rows.Select(row => row.Step));
        Assert.Equal(ModelRevision.Number, rows.Max(row => row.Revision));
    }

    [Fact]
    public void Tables_of_the_pages_are_those_of_the_pinned_results()
    {
        IReadOnlyList<GoldenRow> rows = GoldenFile.Read();
        if (Mode == "tables")
            ReadmeTables.Write(rows);
        string[] pages = [.. ReadmeTables.Pages.Select(File.ReadAllText)];
        foreach (string table in new[] { "summary", "networks", "capacities" })
            Assert.Single(pages, page => page.Contains($"<!-- results: {table} -->", StringComparison.Ordinal));
        Assert.All(pages, page => Assert.Equal(ReadmeTables.Filled(page, rows), page));
    }
}
