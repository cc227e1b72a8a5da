using System.CommandLine;
using CycleSim.Cli.Arguments;
using CycleSim.Platform.Processes;
using CycleSim.Studies.Plots;
using CycleSim.Studies.Reports;

namespace CycleSim.Cli.Commands.Plot;

/// <summary>`cyclesim plot roofline`: how near each GEMM comes to what DRAM and array allow.</summary>
internal static class PlotRooflineCommand
{
    private static readonly Argument<string> Report = new("result") { Description = "A result of `cyclesim simulate --json=FILE`" };
    private static readonly Option<string> Out = CommandOptions.OutPicture.Required<string>();

    internal static Command Create()
    {
        var command = new Command(
            "roofline",
            "Draw the GEMMs of a training step under the roofs of DRAM bandwidth and array.\n\n" +
            "Example: cyclesim simulate --network lenet5-28x28-mnist --batch 8 --json=step.json && cyclesim plot roofline step.json " +
            "--out roofline.png")
        {
            Report, Out,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        string path = PictureFile.Of(parsed, Out, parsed.GetRequiredValue(Report));
        PlotFile.Write(RooflinePlot.Draw(StepReportFile.Load(parsed.GetRequiredValue(Report))), path, RooflinePlot.Width,
            RooflinePlot.Height);
        return ExitCode.Done;
    }
}
