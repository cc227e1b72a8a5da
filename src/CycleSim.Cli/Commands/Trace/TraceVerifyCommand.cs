using System.CommandLine;
using System.Globalization;
using CycleSim.Cli.Arguments;
using CycleSim.Configuration.Text;
using CycleSim.Platform.Files;
using CycleSim.Platform.Processes;
using CycleSim.Terminal;
using CycleSim.Traces;
using CycleSim.Traces.Format;

namespace CycleSim.Cli.Commands.Trace;

/// <summary>`cyclesim trace verify`: is a trace whole, and what can be saved of one that is not.</summary>
internal static class TraceVerifyCommand
{
    private static readonly Argument<string> File = TraceArguments.File();

    private static readonly Option<string?> Salvage = new("--salvage")
    {
        HelpName = "FILE",
        Description = "Write the whole chunks of a damaged trace to a new file",
    };

    internal static Command Create()
    {
        var command = new Command(
            "verify",
            "Check every checksum, column and count of a trace. A damaged one ends with exit code 1 and the offset of the damage,\n" +
            "one whose header cannot be read, or that is no trace, with exit code 2.\n\n" +
            "Example: cyclesim trace verify step.cst.part --salvage saved.cst")
        {
            File, Salvage,
        };
        command.SetAction(Run);
        return command;
    }

    /// <summary>To the picosecond, so that `--to` can take it: a rounded time could lie behind it.</summary>
    private static string CompletenessOf(End salvaged) => salvaged.HasCompletePs
        ? FormattableString.Invariant($"all components are complete up to {salvaged.CompletePs}ps ") +
            FormattableString.Invariant($"({TimeText.Format((long)salvaged.CompletePs)}); later records lack some")
        : $"up to which time all components are complete: {TraceArguments.UnknownCompletePs}";

    private static int Run(ParseResult parsed)
    {
        string path = parsed.GetRequiredValue(File);
        string? target = parsed.GetValue(Salvage);
        OutputFile.CheckDistinct(path, target);
        using Stream source = TraceArguments.Guard(path, () => InputFile.Open(path));
        string name = InputFile.NameOf(path);
        string? problem = null;
        End found = new();
        if (target is null)
            found = TraceSalvage.Run(source, name, null, out problem);
        else
            OutputFile.WriteAtomically(target, stream => found = TraceSalvage.Run(source, name, stream, out problem));
        ProseText.Print(string.Create(
            CultureInfo.InvariantCulture,
            $"{found.ScratchpadAccesses} accesses, {found.DramCommands} DRAM records, {found.Phases} phases, {found.Folds} folds, " +
            $"{found.Transfers} transfers{(found.Waits > 0 ? $", {found.Waits} waits" : "")}"));
        if (found.Salvaged)
            ProseText.Print(CompletenessOf(found));
        if (target is not null)
            ProseText.Print($"saved to {target}");
        ProseText.Print(problem is null ? "whole" : $"damaged: {problem}");
        return problem is null ? ExitCode.Done : ExitCode.Failed;
    }
}
