using System.CommandLine;
using CycleSim.Cli.Arguments;
using CycleSim.Platform;
using CycleSim.Platform.Processes;
using CycleSim.Studies.Plots;
using CycleSim.Terminal.Options;
using CycleSim.Traces;

namespace CycleSim.Cli.Commands.Plot;

/// <summary>`cyclesim plot heatmap`: banks of a scratchpad over time.</summary>
internal static class PlotHeatmapCommand
{
    private static readonly Argument<string> File = TraceArguments.File();
    private static readonly Option<string?> From = CommandOptions.FromTime.Optional<string?>();
    private static readonly Option<string?> To = CommandOptions.ToTime.Optional<string?>();
    private static readonly Option<string> Out = CommandOptions.OutPicture.Required<string>();

    private static readonly Option<string> Component = new OptionSpec(
        "--scratchpad", $"Scratchpad: {string.Join(", ", TraceNames.Scratchpads)}")
    {
        ValueForm = "NAME",
        Since = "0.2",
        FormerNames = [new("--component")],
    }.WithDefault(TraceNames.Scratchpads[0]);

    private static readonly Option<string> What = new("--what")
    {
        HelpName = "accesses|conflicts",
        Description = "What to draw: accesses or conflicts",
        DefaultValueFactory = _ => "accesses",
    };

    internal static Command Create()
    {
        var command = new Command(
            "heatmap",
            "Draw accesses, or those that waited for their bank, of every bank of a scratchpad over time.\n\n" +
            "Example: cyclesim plot heatmap traces/lenet5-batch8.cst --scratchpad activation --what conflicts --out banks.png")
        {
            File, Out, Component, What, From, To,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        string path = PictureFile.Of(parsed, Out, parsed.GetRequiredValue(File));
        string component = parsed.GetRequiredValue(Component);
        int scratchpad = Array.IndexOf([.. TraceNames.Scratchpads], component);
        if (scratchpad < 0)
            throw new InputException($"--scratchpad {component}: allowed are {string.Join(", ", TraceNames.Scratchpads)}");
        HeatmapQuantity quantity = parsed.GetRequiredValue(What) switch
        {
            "accesses" => HeatmapQuantity.Accesses,
            "conflicts" => HeatmapQuantity.Conflicts,
            var other => throw new InputException($"--what {other}: allowed are accesses and conflicts"),
        };
        TraceWindow window = TraceArguments.Window("--from", parsed.GetValue(From), "--to", parsed.GetValue(To), null);
        using TraceFile file = TraceArguments.Open(parsed.GetRequiredValue(File));
        PlotFile.Write(
            BankHeatmapPlot.Draw(file, TraceNames.ScratchpadComponents[scratchpad], quantity, window.FromPs, window.ToPs), path,
            BankHeatmapPlot.Width, BankHeatmapPlot.Height);
        return ExitCode.Done;
    }
}
