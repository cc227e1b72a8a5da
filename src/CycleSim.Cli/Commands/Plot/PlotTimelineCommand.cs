using System.CommandLine;
using CycleSim.Cli.Arguments;
using CycleSim.Cli.Output;
using CycleSim.Configuration.Text;
using CycleSim.Platform.Files;
using CycleSim.Platform.Processes;
using CycleSim.Studies.Plots;
using CycleSim.Studies.Timeline;
using CycleSim.Terminal.Options;
using CycleSim.Traces;

namespace CycleSim.Cli.Commands.Plot;

/// <summary>`cyclesim plot timeline`: what each component of a traced run does when.</summary>
internal static class PlotTimelineCommand
{
    private static readonly Argument<string> File = TraceArguments.File();
    private static readonly Option<string?> From = CommandOptions.FromTime.Optional<string?>();
    private static readonly Option<string?> To = CommandOptions.ToTime.Optional<string?>();
    private static readonly Option<string> Out = (SharedOptions.Out with
    {
        Meaning = "Page or picture to write: .html, .png or .svg",
    }).Required<string>();

    internal static Command Create()
    {
        var command = new Command(
            "timeline",
            "Draw a traced run: layers, array and vector unit with stalls by cause, DRAM transfers, command bus, data bus and open " +
            "rows, and of each\n" +
            "scratchpad the occupancy with its tensors, the bandwidth and the accesses by bank. The .html file zooms, pans, hovers and " +
            "searches.\n\n" +
            "Example: cyclesim plot timeline traces/lenet5-batch8.cst --out step.html")
        {
            File, Out, From, To,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        string path = parsed.GetRequiredValue(Out);
        bool isHtml = TimelineFile.IsPage(path);
        TimelineFile.CheckName(path);
        OutputFile.Check(path);
        OutputFile.CheckDistinct(path, parsed.GetRequiredValue(File));
        TraceWindow window = TraceArguments.Window("--from", parsed.GetValue(From), "--to", parsed.GetValue(To), null);
        using TraceFile file = TraceArguments.Open(parsed.GetRequiredValue(File));
        TimelineModel timeline = TimelineBuilder.Read(file, parsed.GetValue(From) is null ? (long?)null : window.FromPs,
            parsed.GetValue(To) is null ? (long?)null : window.ToPs, isHtml ? TimelineHtml.BinCount : TimelinePlot.BinCount);
        if (isHtml)
            OutputFile.WriteAtomically(path, stream => TimelineHtml.Write(stream, timeline));
        else
            PlotFile.Write(TimelinePlot.Draw(timeline), path, TimelinePlot.Width, TimelinePlot.Height(timeline));
        Console.Error.WriteLine($"{path}: {TimeText.Format(timeline.FromPs)} to {TimeText.Format(timeline.ToPs)}");
        return ExitCode.Done;
    }
}
