using System.CommandLine;
using CycleSim.Cli.Arguments;
using CycleSim.Platform.Processes;
using CycleSim.Studies.Plots;
using CycleSim.Studies.Reports;

namespace CycleSim.Cli.Commands.Plot;

/// <summary>`cyclesim plot lifetimes`: for how long data stay in the scratchpads.</summary>
internal static class PlotLifetimesCommand
{
    private static readonly Argument<string> Report = new("result")
    {
        Description = "A result of `cyclesim simulate --lifetimes --json=FILE`",
    };

    private static readonly Option<string> Out = CommandOptions.OutPicture.Required<string>();

    internal static Command Create()
    {
        var command = new Command(
            "lifetimes",
            "Draw for how long the data of a training step stay in each scratchpad, which is what its cells must hold them for.\n\n" +
            "Example: cyclesim simulate --network lenet5-28x28-mnist --batch 8 --lifetimes --json=step.json && cyclesim plot lifetimes " +
            "step.json --out lifetimes.png")
        {
            Report, Out,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        string path = PictureFile.Of(parsed, Out, parsed.GetRequiredValue(Report));
        PlotFile.Write(
            LifetimePlot.Draw(StepReportFile.Load(parsed.GetRequiredValue(Report))), path, LifetimePlot.Width, LifetimePlot.Height);
        return ExitCode.Done;
    }
}
