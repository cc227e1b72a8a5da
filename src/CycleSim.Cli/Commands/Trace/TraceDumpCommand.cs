using System.CommandLine;
using CycleSim.Cli.Arguments;
using CycleSim.Configuration.Text;
using CycleSim.Platform.Processes;
using CycleSim.Terminal;
using CycleSim.Terminal.Options;
using CycleSim.Traces;
using CycleSim.Traces.Export;

namespace CycleSim.Cli.Commands.Trace;

/// <summary>`cyclesim trace dump`: records of a window as text.</summary>
internal static class TraceDumpCommand
{
    private static readonly Argument<string> File = TraceArguments.File();
    private static readonly Option<string?> From = CommandOptions.FromTime.Optional<string?>();
    private static readonly Option<string?> To = CommandOptions.ToTime.Optional<string?>();
    private static readonly Option<string?> Components = TraceArguments.ComponentList.Optional<string?>();

    private static readonly ChoiceOption<bool> IsJson = (TraceArguments.Format with { Meaning = "Format to print" })
        .ChoiceWithDefault(false, new("csv", false), new("json", true));

    private static readonly Option<int?> Limit = new OptionSpec("--limit", "Maximum number of records")
    {
        ValueForm = "N",
        Range = NumberRange.AtLeast(1),
    }.Optional<int?>();

    internal static Command Create()
    {
        var command = new Command(
            "dump",
            "Print every access, command, phase, fold, transfer and wait of a window. Only the chunks that reach into it are read.\n\n" +
            "Example: cyclesim trace dump step.cst --from 10us --to 11us --components weight,commands")
        {
            File, From, To, Components, IsJson, Limit,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        TraceWindow window = TraceArguments.Window(
            From.Name, parsed.GetValue(From), To.Name, parsed.GetValue(To), parsed.GetValue(Components));
        bool isJson = IsJson.Of(parsed);
        using TraceFile file = TraceArguments.Open(parsed.GetRequiredValue(File));
        IEnumerable<TraceRow> rows = new TraceRows(file).Within(window);
        if (parsed.GetValue(Limit) is { } limit)
            rows = rows.Take(limit);
        // Also before a damage: the rows in front of it are printed whole.
        using var text = new BufferedText();
        if (isJson)
            JsonExport.Write(text, file.Header, rows);
        else
            CsvExport.Write(text, file.Header, rows);
        return ExitCode.Done;
    }
}
