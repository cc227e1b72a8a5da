using System.CommandLine;
using System.Text.Json;
using CycleSim.Cli.Output;
using CycleSim.Configuration.Text;
using CycleSim.Platform.Processes;
using CycleSim.Studies.Differences;
using CycleSim.Studies.Reports;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands;

/// <summary>`cyclesim diff`: what changed between two training steps.</summary>
internal static class DiffCommand
{
    private static readonly Argument<string> First = new("first")
    {
        Description = "Result of `cyclesim simulate --json=FILE` that changes are counted from",
    };

    private static readonly Argument<string> Second = new("second") { Description = "The other result" };

    private static readonly Option<int> Layers = new OptionSpec("--top", "Number of layers to print, largest changes first")
    {
        ValueForm = "N",
        Range = new NumberRange(0, 1e6),
        Since = "0.2",
    }.WithDefault(10);

    private static readonly Option<string?> Json = SharedOptions.Json.Optional<string?>();

    internal static Command Create()
    {
        var command = new Command(
            "diff",
            "Compare two results of `simulate`: what is set otherwise, and what changed in time by cause, energy by component, traffic " +
            "and layers.\n\n" +
            "Example: cyclesim diff sram.json stt-mram.json")
        {
            First, Second, Layers, Json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        JsonOutput output = JsonOutput.Of(parsed, Json, parsed.GetRequiredValue(First), parsed.GetRequiredValue(Second));
        StepReport first = StepReportFile.Load(parsed.GetRequiredValue(First));
        StepReport second = StepReportFile.Load(parsed.GetRequiredValue(Second));
        StepDifference difference = StepDifference.Of(first, second);
        output.Print(
            () => JsonSerializer.Serialize(difference, ResultContext.Default.StepDifference),
            () => DifferenceTables.Print(first.Title, second.Title, difference, parsed.GetRequiredValue(Layers)));
        return ExitCode.Done;
    }
}
