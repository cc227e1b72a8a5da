using CycleSim.Accelerator.Steps;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.Studies.Pages;
using CycleSim.Studies.Plots;
using CycleSim.Studies.Timeline;

namespace CycleSim.Cli.Output;

/// <summary>A timeline as a page (.html) or a picture (.png, .svg): the ending of the file's name decides.</summary>
internal static class TimelineFile
{
    private const string PageEnding = ".html";

    /// <summary>Whether the file is a page.</summary>
    internal static bool IsPage(string path) => path.EndsWith(PageEnding, StringComparison.OrdinalIgnoreCase);

    /// <summary>Fails early when a file name has no known ending.</summary>
    /// <exception cref="InputException">It has another ending.</exception>
    internal static void CheckName(string path)
    {
        if (!IsPage(path))
            PlotFile.CheckName(path, PageEnding);
    }

    /// <summary>Writes the timeline of a run.</summary>
    internal static void Write(string path, StepResult result, StepActivity activity)
    {
        if (IsPage(path))
        {
            TimelineModel timeline = StepTimeline.Of(result, activity, TimelineHtml.BinCount);
            OutputFile.WriteAtomically(path, stream => TimelineHtml.Write(stream, timeline));
        }
        else
        {
            PlotFile.Write(ActivityPlot.Draw(activity, result), path, ActivityPlot.Width, ActivityPlot.Height);
        }
    }
}
