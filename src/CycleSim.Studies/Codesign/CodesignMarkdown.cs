using System.Collections.Immutable;
using System.Globalization;
using CycleSim.Platform.Files;
using CycleSim.Studies.Reports;

namespace CycleSim.Studies.Codesign;

/// <summary>A result as a page of text and tables.</summary>
public static class CodesignMarkdown
{
    /// <summary>Writes the page, whole or not at all.</summary>
    /// <param name="result">The result.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="CycleSim.Platform.InputException">The file cannot be written.</exception>
    public static void Write(CodesignResult result, string path)
    {
        ArgumentNullException.ThrowIfNull(result);
        OutputFile.WriteAtomically(path, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
            Write(writer, result);
        });
    }

    private static void Write(StreamWriter writer, CodesignResult result)
    {
        writer.WriteLine($"# Co-design: {result.Network} on {result.Dataset}, machine {result.Machine}\n");
        string points = result.Accuracy.MaxLossPoints.ToString(CultureInfo.InvariantCulture);
        writer.WriteLine($"Minimum {CodesignTables.Objective(result)}, at most {points} points of accuracy lost.\n");
        writer.WriteLine("## Choice\n");
        Table(writer, CodesignTables.Choice(result));
        writer.WriteLine();
        foreach (string line in CodesignTables.Verdicts(result))
            writer.WriteLine($"- {line}");
        writer.WriteLine("\n![Cost against loss, and pulse energy over the barrier](codesign.png)\n");
        writer.WriteLine("## The barrier that data need\n");
        Table(writer, CodesignTables.Retention(result));
        writer.WriteLine("\n## Claim\n");
        writer.WriteLine($"\"{result.Claim.Claim}\"; up to {result.Claim.MaxRatio.ToString(CultureInfo.InvariantCulture)} counts.\n");
        Table(writer, CodesignTables.Claim(result));
        writer.WriteLine("\n## Assumptions\n");
        foreach (string assumption in result.Assumptions)
            writer.WriteLine($"- {assumption}");
    }

    private static void Table(StreamWriter writer, ReportTable table)
    {
        writer.WriteLine($"| {string.Join(" | ", table.Columns)} |");
        writer.WriteLine($"|{string.Concat(table.Columns.Select(_ => "---|"))}");
        foreach (ImmutableArray<string> row in table.Rows)
            writer.WriteLine($"| {string.Join(" | ", row)} |");
    }
}
