using System.Text.Json;
using CycleSim.Configuration.Models;
using CycleSim.Platform;

namespace CycleSim.Studies.Reports;

/// <summary>Writes reports of steps and reads them back; both know nothing but <see cref="StepReport"/>.</summary>
public static class StepReportFile
{
    /// <summary>Writes a report.</summary>
    /// <param name="stream">Where to; UTF-8.</param>
    /// <param name="report">The report.</param>
    public static void Write(Stream stream, StepReport report)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, report, ReportContext.Default.StepReport);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Reads a file. Keys that it has besides those of a report are skipped: a newer version may have written it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file is missing or is no report; the message names line and key.</exception>
    public static StepReport Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Parse(ModelStore.ReadFileText(path), path);
    }

    /// <summary>Reads the text of a file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">The name that errors give it, normally its path.</param>
    /// <exception cref="InputException">The text is no report; the message names line, key, value and what is allowed.</exception>
    public static StepReport Parse(string text, string source)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            StepReport report = JsonSerializer.Deserialize(text, ReportContext.Default.StepReport) ?? throw new JsonException();
            return NullIn(report) is { } path ? throw ReportProblem.NullAt(path, text, source) : report;
        }
        catch (JsonException problem)
        {
            throw ReportProblem.Of(problem, text, source);
        }
    }

    /// <summary>Where the first null stands in a list of objects, as in "operations[2]"; null if there is none.</summary>
    private static string? NullIn(StepReport report) =>
        NullIn("operations", report.Operations)
        ?? NullIn("traffic", report.Traffic ?? [])
        ?? (report.Traffic ?? []).Select((traffic, index) => NullIn($"traffic[{index}]", traffic)).FirstOrDefault(path => path is not null);

    private static string? NullIn(string path, ReportedTraffic traffic) =>
        NullIn($"{path}.rows", traffic.Rows)
        ?? traffic.Rows.Select((row, index) => NullIn($"{path}.rows[{index}].arrays", row.Arrays))
            .FirstOrDefault(found => found is not null);

    private static string? NullIn<T>(string path, IReadOnlyList<T> items)
        where T : class?
    {
        int index = items.ToList().IndexOf(null!);
        return index < 0 ? null : $"{path}[{index}]";
    }
}
