using System.CommandLine;
using CycleSim.Cli.Arguments;
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

    private static readonly ChoiceOption<TraceComponent> Component = new OptionSpec("--scratchpad", "Scratchpad")
    {
        Since = "0.2",
        FormerNames = [new("--component")],
    }.ChoiceWithDefault(
        TraceNames.ScratchpadComponents[0],
        [.. TraceNames.ScratchpadComponents.Select(one => new OptionChoice<TraceComponent>(TraceNames.Of(one), one))]);

    private static readonly ChoiceOption<HeatmapQuantity> What = new OptionSpec("--what", "What to draw").ChoiceWithDefault(
        HeatmapQuantity.Accesses,
        new("accesses", HeatmapQuantity.Accesses), new("conflicts", HeatmapQuantity.Conflicts));

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
        TraceComponent scratchpad = Component.Of(parsed);
        HeatmapQuantity quantity = What.Of(parsed);
        TraceWindow window = TraceArguments.Window("--from", parsed.GetValue(From), "--to", parsed.GetValue(To), null);
        using TraceFile file = TraceArguments.Open(parsed.GetRequiredValue(File));
        PlotFile.Write(
            BankHeatmapPlot.Draw(file, scratchpad, quantity, window.FromPs, window.ToPs), path, BankHeatmapPlot.Width,
            BankHeatmapPlot.Height);
        return ExitCode.Done;
    }
}
