using System.Text.Encodings.Web;
using CycleSim.Platform.Files;
using CycleSim.Studies.Reports;

namespace CycleSim.Studies.Reproduction;

/// <summary>The report as one self-contained page: pictures inside, no script, nothing fetched.</summary>
public static class ReportHtml
{
    private const string BodyStyle =
        "margin: 0 auto; max-width: 1400px; padding: 12px 20px; font: 14px/1.45 \"DejaVu Sans\", Verdana, sans-serif; " +
        "color: #222; background: #fff;";

    private const string VerdictStyle =
        ".holds { background: #d9efe6; } .part { background: #fdf0d0; } .not { background: #f8d9cc; } " +
        ".given { background: #dcebf5; } .none { background: #eee; }";

    private const string Head = $$"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>The source paper, made again</title>
        <style>
          body { {{BodyStyle}} }
          h1 { font-size: 22px; } h2 { font-size: 18px; margin-top: 2em; } h3 { font-size: 15px; margin-top: 2em; }
          .wide { overflow-x: auto; }
          table { border-collapse: collapse; font-size: 12.5px; }
          th, td { border: 1px solid #ccc; padding: 4px 7px; text-align: left; vertical-align: top; }
          th { background: #f3f3f3; }
          img { max-width: 100%; height: auto; }
          {{VerdictStyle}}
          td.verdict { white-space: nowrap; font-weight: bold; }
          @media print { h3 { break-after: avoid; } img { max-height: 90vh; } }
        </style>
        </head>
        <body>
        """;

    /// <summary>Writes the report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="folder">The folder with the pictures, where the page goes.</param>
    public static void Write(ReproductionReport report, string folder)
    {
        ArgumentNullException.ThrowIfNull(report);
        OutputFile.WriteAtomically(Path.Combine(folder, "report.html"), stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
            writer.WriteLine(Head.ReplaceLineEndings("\n"));
            writer.WriteLine($"<h1>{Text(report.Scope.Marked(ReproductionReport.Title))}</h1>");
            writer.WriteLine($"<p>{Text(ReproductionReport.Source)}</p>\n<ul>");
            foreach (string fact in report.Facts)
                writer.WriteLine($"<li>{Text(fact)}</li>");
            writer.WriteLine("</ul>\n<h2>Claims</h2>");
            Claims(writer, report);
            foreach (string failure in report.Failures)
                writer.WriteLine($"<p>Without a result: {Text(failure)}</p>");
            writer.WriteLine("<h2>Figures</h2>");
            foreach (Figure figure in report.Figures)
                Write(writer, figure, report.Scope, folder);
            writer.WriteLine("</body>\n</html>");
        });
    }

    private static void Claims(StreamWriter writer, ReproductionReport report)
    {
        writer.WriteLine(
            "<div class=\"wide\"><table>\n" +
            $"<tr><th>{report.Scope.Marked("id")}</th><th>claim</th><th>measured</th><th>verdict</th><th>as the paper counts</th>" +
            "<th>why</th><th>evidence</th></tr>");
        foreach (JudgedClaim judged in report.Claims)
        {
            (Claim claim, Judgement judgement) = judged;
            writer.WriteLine(
                $"<tr><td>{claim.Id}</td><td>{Text(claim.Text)}</td><td>{Text(judgement.Measured)}</td>" +
                $"<td class=\"verdict {Class(judgement.Verdict)}\">{judgement.Word}</td>" +
                $"<td>{Text(judged.AsPaperCountsText)}</td><td>{Text(judgement.Explanation)}</td>" +
                $"<td><a href=\"#{claim.Figure}\">{claim.Figure}</a></td></tr>");
        }

        writer.WriteLine("</table></div>");
    }

    private static string Class(Verdict verdict) => verdict switch
    {
        Verdict.Holds => "holds",
        Verdict.HoldsInPart => "part",
        Verdict.DoesNotHold => "not",
        Verdict.Given => "given",
        _ => "none",
    };

    private static void Write(StreamWriter writer, Figure figure, ReproductionScope scope, string folder)
    {
        writer.WriteLine($"<h3 id=\"{figure.Id}\">{Text(scope.Marked(figure.Title))}</h3>");
        if (figure.Failure is { } failure)
        {
            writer.WriteLine($"<p>Not made: {Text(failure)}</p>");
            return;
        }

        if (figure.HasPicture)
        {
            string picture = Convert.ToBase64String(File.ReadAllBytes(Path.Combine(folder, $"{figure.Id}.png")));
            writer.WriteLine($"<img alt=\"{Text(figure.Title)}\" src=\"data:image/png;base64,{picture}\">");
        }

        writer.WriteLine($"<p>{Text(figure.Caption)} Data: {figure.Id}.csv</p>");
        if (figure.Table.Rows.Length > 0)
            Table(writer, scope.Marked(figure.Table));
    }

    private static void Table(StreamWriter writer, ReportTable table)
    {
        writer.WriteLine("<div class=\"wide\"><table>");
        writer.WriteLine($"<tr>{string.Concat(table.Columns.Select(column => $"<th>{Text(column)}</th>"))}</tr>");
        foreach (var row in table.Rows)
            writer.WriteLine($"<tr>{string.Concat(row.Select(cell => $"<td>{Text(cell)}</td>"))}</tr>");
        writer.WriteLine("</table></div>");
    }

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
