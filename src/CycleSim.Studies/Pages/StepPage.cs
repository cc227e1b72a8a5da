using System.Text;
using System.Text.Encodings.Web;
using CycleSim.Accelerator.Steps;
using CycleSim.Studies.Reports;
using CycleSim.Studies.Timeline;

namespace CycleSim.Studies.Pages;

/// <summary>
/// A training step as one self-contained HTML page that needs no network: where time and energy went, layers, roofline, DRAM rows, and a
/// timeline to zoom, with what lies in the scratchpads.
/// </summary>
public static class StepPage
{
    private const int MaxBins = 4096;

    /// <summary>Writes a page.</summary>
    /// <param name="stream">Where to; UTF-8.</param>
    /// <param name="result">The step.</param>
    /// <param name="report">Its report.</param>
    /// <param name="activity">What its components did when.</param>
    public static void Write(Stream stream, StepResult result, StepReport report, StepActivity activity)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(activity);
        TimelineModel timeline = StepTimeline.Of(result, activity, MaxBins);
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        PageTemplate.Write(writer, "report.html", place => place switch
        {
            "title" => HtmlEncoder.Default.Encode(report.Title),
            "body" => StepSections.Of(report).ToString(),
            _ => TimelineHtml.Data(timeline),
        });
    }
}
