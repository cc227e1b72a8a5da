using System.CommandLine;
using CycleSim.Cli.Arguments;
using CycleSim.Cli.Output;
using CycleSim.Dram.Commands;
using CycleSim.Dram.Control;
using CycleSim.Dram.Parts;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.Platform.Processes;
using CycleSim.Terminal.Options;
using CycleSim.Traces.Requests;

namespace CycleSim.Cli.Commands;

/// <summary>`cyclesim dram`: replays a request trace on DRAM, command by command.</summary>
internal static class DramReplayCommand
{
    private const int ShownViolations = 20;

    private static readonly Argument<string?> Trace = new("requests")
    {
        Description = "Requests, plain, .gz or .zst: CSV cycle,op,addr (addr hexadecimal with 0x, else decimal) or a trace of another tool",
        Arity = ArgumentArity.ZeroOrOne,
    };

    // The name of earlier versions, when the requests were not yet the argument.
    private static readonly Option<string?> FormerTrace = new("--trace")
    {
        HelpName = "FILE",
        Description = "Requests, as the argument",
        Hidden = true,
    };

    private static readonly Option<string> Policy = (CommandOptions.Policy with
    {
        Meaning = "Policy of the controllers: default (what the part names), dramsim3 (what DRAMsim3 issues, command for command), " +
            "or names of a scheduler, a page policy and a refresh policy that replace the part's, joined by commas, e.g. fcfs,closed",
    }).WithDefault(DramPolicy.Default.Name);

    private static readonly Option<string> Part = CommandOptions.Dram.WithDefault(RequestArguments.DefaultPart);

    private static readonly Option<string?> Commands = new("--commands")
    {
        HelpName = "FILE",
        Description = "Write every command to a CSV file",
    };

    private static readonly Option<string?> Requests = new("--requests")
    {
        HelpName = "FILE",
        Description = "Write acceptance and completion of every request to a CSV file",
    };

    private static readonly Option<bool> Check = new("--check")
    {
        Description = "Check the commands against the constraint table; violations end with exit code 1",
    };

    private static readonly Option<string?> Json = SharedOptions.Json.Optional<string?>();

    internal static Command Create()
    {
        var command = new Command(
            "dram",
            "Replay a request trace on DRAM and report commands, latencies and energy. Latencies are in cycles of the part's clock, and\n" +
            "beside them in ns: compare parts by these. row_conflicts counts rows closed for another row of their bank,\n" +
            "conflict_accesses the first access to each row that was opened so (simulate calls these row conflicts).\n\n" +
            "Example: cyclesim dram requests.csv --policy dramsim3 --commands commands.csv --check\n" +
            "Example: cyclesim dram requests.csv --dram hbm2-2000-8gb-bl4 --json")
        {
            Trace, FormerTrace, Policy, Part, RequestArguments.Format, RequestArguments.Order, Commands, Requests, Check, Json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        DramPolicy policy = DramPolicy.Of(parsed.GetRequiredValue(Policy));
        string file = RequestFile(parsed);
        string? commandFile = parsed.GetValue(Commands);
        string? completionFile = parsed.GetValue(Requests);
        OutputFile.CheckDistinct(file, commandFile, completionFile);
        foreach (string output in new[] { commandFile, completionFile }.OfType<string>())
            OutputFile.Check(output);
        JsonOutput json = JsonOutput.Of(parsed, Json, file, commandFile, completionFile);
        CheckOneOnStandardOutput(parsed, json);
        DramSpec spec = DramLoader.Load(parsed.GetRequiredValue(Part));
        var input = new RequestInput(
            file, RequestArguments.Format.Of(parsed, null), spec,
            RequestArguments.Order.Of(parsed, policy == DramPolicy.Dramsim3 ? RequestOrder.File : RequestOrder.Checked));
        var run = new DramRun(spec, policy, parsed.GetRequiredValue(Check));
        run.Replay(input, commandFile, completionFile);
        DramTables.Print(spec, [.. run.Columns, .. input.Columns], json, hasTable: StreamedOptions(parsed).Length == 0);
        return run.Checker is { } checker ? Report(checker) : ExitCode.Done;
    }

    private static string RequestFile(ParseResult parsed)
    {
        (string? file, string? former) = (parsed.GetValue(Trace), parsed.GetValue(FormerTrace));
        if (former is not null)
            Console.Error.WriteLine("cyclesim: note: --trace FILE is now FILE alone (since version 0.2); the option is read for one " +
                "more version");
        return (file, former) switch
        {
            (null, null) => throw new InputException("the requests are missing: give a file, or - for standard input"),
            (not null, not null) => throw new InputException($"--trace {former}: the requests are given twice; give {file} alone"),
            _ => file ?? former!,
        };
    }

    /// <summary>Two outputs in one stream could be told apart by nobody.</summary>
    private static void CheckOneOnStandardOutput(ParseResult parsed, JsonOutput json)
    {
        string[] streams = [.. StreamedOptions(parsed), .. json.IsAlone ? [Json.Name] : Array.Empty<string>()];
        if (streams.Length > 1)
            throw new InputException($"{string.Join(" and ", streams)}: go to standard output both; write one of them to a file");
    }

    /// <summary>The CSV outputs that go to standard output; the table of totals is left out then.</summary>
    private static string[] StreamedOptions(ParseResult parsed) =>
        [.. new[] { Commands, Requests }.Where(option => parsed.GetValue(option) == "-").Select(option => $"{option.Name} -")];

    private static int Report(JedecChecker checker)
    {
        Console.Error.WriteLine($"check: {checker.CommandCount} commands, {checker.ViolationCount} violations");
        foreach (JedecViolation violation in checker.Violations.Take(ShownViolations))
            Console.Error.WriteLine($"check: {violation}");
        return checker.ViolationCount == 0 ? ExitCode.Done : ExitCode.Failed;
    }
}
