using CycleSim.Platform.Files;

namespace CycleSim.Studies.Reproduction;

/// <summary>The report as Markdown, beside its figures.</summary>
public static class ReportMarkdown
{
    /// <summary>Writes the report.</summary>
    public static void Write(ReproductionReport report, string path)
    {
        ArgumentNullException.ThrowIfNull(report);
        OutputFile.WriteAtomically(path, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
            Write(writer, report);
        });
    }

    private static void Write(StreamWriter writer, ReproductionReport report)
    {
        writer.WriteLine($"# {report.Scope.Marked(ReproductionReport.Title)}\n");
        writer.WriteLine($"{ReproductionReport.Source}\n");
        foreach (string fact in report.Facts)
            writer.WriteLine($"- {fact}");
        writer.WriteLine("\n## Claims\n");
        string[] columns = [report.Scope.Marked("id"), "claim", "measured", "verdict", "as the paper counts", "why", "evidence"];
        Table(writer, columns, report.Claims.Select(claim => new[]
        {
            claim.Claim.Id, claim.Claim.Text, claim.Judgement.Measured, $"**{claim.Judgement.Word}**", claim.AsPaperCountsText,
                claim.Judgement.Explanation,
                $"[{claim.Claim.Figure}]({claim.Claim.Figure}.csv)",
        }));
        if (report.Failures.Length > 0)
        {
            writer.WriteLine("\n## Points without a result\n");
            foreach (string failure in report.Failures)
                writer.WriteLine($"- {failure}");
        }

        writer.WriteLine("\n## Figures");
        foreach (Figure figure in report.Figures)
            Write(writer, figure, report.Scope);
    }

    private static void Write(StreamWriter writer, Figure figure, ReproductionScope scope)
    {
        writer.WriteLine($"\n### {scope.Marked(figure.Title)}\n");
        if (figure.Failure is { } failure)
        {
            writer.WriteLine($"Not made: {failure}");
            return;
        }

        if (figure.HasPicture)
            writer.WriteLine($"![{figure.Title}]({figure.Id}.png)\n");
        writer.WriteLine($"{figure.Caption} Data: [{figure.Id}.csv]({figure.Id}.csv)");
        if (figure.Table.Rows.Length == 0)
            return;
        writer.WriteLine();
        Table(writer, scope.Marked(figure.Table).Columns, figure.Table.Rows.Select(row => row.AsEnumerable()));
    }

    private static void Table(StreamWriter writer, IReadOnlyList<string> columns, IEnumerable<IEnumerable<string>> rows)
    {
        writer.WriteLine($"| {string.Join(" | ", columns)} |");
        writer.WriteLine($"|{string.Concat(columns.Select(_ => "---|"))}");
        foreach (IEnumerable<string> row in rows)
            writer.WriteLine($"| {string.Join(" | ", row.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |");
    }
}
