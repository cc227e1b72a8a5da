using System.CommandLine;
using CycleSim.Cli.Arguments;
using CycleSim.Platform.Processes;
using CycleSim.Studies.Plots;
using CycleSim.Studies.Reports;

namespace CycleSim.Cli.Commands.Plot;

/// <summary>`cyclesim plot energy`: energy of results by component.</summary>
internal static class PlotEnergyCommand
{
    private static readonly Argument<string[]> Reports = new("results")
    {
        Description = "Results of `cyclesim simulate --json=FILE`",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string> Out = CommandOptions.OutPicture.Required<string>();

    internal static Command Create()
    {
        var command = new Command(
            "energy",
            "Draw the energy of one or several results side by side, stacked by component.\n\n" +
            "Example: cyclesim plot energy sram.json stt-mram.json --out energy.png")
        {
            Reports, Out,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        string path = PictureFile.Of(parsed, Out, parsed.GetRequiredValue(Reports));
        StepReport[] reports = [.. parsed.GetRequiredValue(Reports).Select(StepReportFile.Load)];
        PlotFile.Write(EnergyPlot.Draw(reports), path, EnergyPlot.Width(reports.Length), EnergyPlot.Height);
        return ExitCode.Done;
    }
}
