using System.CommandLine;
using CycleSim.Accelerator.Replay;
using CycleSim.Cli.Arguments;
using CycleSim.Cli.Output;
using CycleSim.Dram;
using CycleSim.Kernel;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.Platform.Processes;
using CycleSim.Terminal.Options;
using CycleSim.Traces.Requests;

namespace CycleSim.Cli.Commands;

/// <summary>`cyclesim dram`: replays a request trace on a DDR3 channel, command by command.</summary>
internal static class DramReplayCommand
{
    private const int ShownViolations = 20;

    private static readonly Argument<string?> Trace = new("requests")
    {
        Description = "Requests, plain or .gz: CSV cycle,op,addr (addr hexadecimal with 0x, else decimal) or a gem5 packet trace",
        Arity = ArgumentArity.ZeroOrOne,
    };

    // The name of earlier versions, when the requests were not yet the argument.
    private static readonly Option<string?> FormerTrace = new("--trace")
    {
        HelpName = "FILE",
        Description = "Requests, as the argument",
        Hidden = true,
    };

    private static readonly Option<string> Policy = new("--policy")
    {
        HelpName = "default|dramsim3",
        Description = "Policy of the controller: default, or dramsim3 for what DRAMsim3 issues, command for command",
        DefaultValueFactory = _ => DramPolicy.Default.Name,
    };

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

    private static readonly Option<string?> Order = RequestArguments.Order.Optional<string?>();

    private static readonly Option<bool> Check = new("--check")
    {
        Description = "Check the commands against the constraint table; violations end with exit code 1",
    };

    private static readonly Option<string?> Json = SharedOptions.Json.Optional<string?>();

    internal static Command Create()
    {
        var command = new Command(
            "dram",
            "Replay a request trace on a DDR3 channel and report commands, latencies and energy.\n\n" +
            "Example: cyclesim dram requests.csv --policy dramsim3 --commands commands.csv --check")
        {
            Trace, FormerTrace, Policy, Part, Order, Commands, Requests, Check, Json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        string policyName = parsed.GetRequiredValue(Policy);
        DramPolicy policy = DramPolicy.All.FirstOrDefault(policy => policy.Name == policyName)
            ?? throw new InputException($"--policy {policyName}: allowed are " +
                $"{string.Join(", ", DramPolicy.All.Select(policy => policy.Name))}");
        string file = RequestFile(parsed);
        OutputFile.CheckDistinct(file, parsed.GetValue(Commands), parsed.GetValue(Requests));
        foreach (string output in new[] { parsed.GetValue(Commands), parsed.GetValue(Requests) }.OfType<string>())
            OutputFile.Check(output);
        JsonOutput json = JsonOutput.Of(parsed, Json, file, parsed.GetValue(Commands), parsed.GetValue(Requests));
        CheckOneOnStandardOutput(parsed, json);
        DramSpec spec = DramLoader.Load(parsed.GetRequiredValue(Part));
        ForeignRequests trace = RequestArguments.Read(
            file, spec, parsed.GetValue(Order),
            policy == DramPolicy.Dramsim3 ? RequestOrder.File : RequestOrder.Checked);
        DramRequest[] requests = trace.List.Requests;

        bool wantsCommands = parsed.GetRequiredValue(Check) || parsed.GetValue(Commands) is not null;
        var commands = new List<IssuedCommand>();
        var hook = new Hook<DramCommand>();
        if (wantsCommands)
            hook.Subscribe((in DramCommand run) => commands.AddRange(IssuedCommand.Expand(run)));
        var controller = new DramController(spec, policy, hook);
        DramCompletion[] completions = controller.Replay(requests);

        if (parsed.GetValue(Commands) is { } commandFile)
            OutputFile.WriteAtomically(commandFile, stream => WriteCommands(stream, commands, spec));
        if (parsed.GetValue(Requests) is { } requestFile)
            OutputFile.WriteAtomically(requestFile, stream => WriteRequests(stream, completions, trace.List.FileIndex));
        DramTables.Print(
            [.. DramReport.Columns(spec, requests, completions, controller.Totals), .. RequestArguments.Columns(trace)], json,
            hasTable: StreamedOptions(parsed).Length == 0);
        return parsed.GetRequiredValue(Check) ? Report(JedecChecker.Check(spec, commands), commands.Count) : ExitCode.Done;
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

    private static int Report(IReadOnlyList<JedecViolation> violations, int commands)
    {
        Console.Error.WriteLine($"check: {commands} commands, {violations.Count} violations");
        foreach (JedecViolation violation in violations.Take(ShownViolations))
            Console.Error.WriteLine($"check: {violation}");
        return violations.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static void WriteCommands(Stream stream, List<IssuedCommand> commands, DramSpec spec)
    {
        using var writer = new StreamWriter(stream) { NewLine = "\n" };
        writer.WriteLine("cycle,cmd,bank,row,col");
        foreach (IssuedCommand command in commands)
        {
            int bank = command.Rank * spec.Banks + command.Bank;
            writer.WriteLine(FormattableString.Invariant(command.Code switch
            {
                DramCommandKind.Refresh => $"{command.Cycle},REF,,,",
                DramCommandKind.Precharge => $"{command.Cycle},PRE,{bank},,",
                DramCommandKind.Activate => (FormattableString)$"{command.Cycle},ACT,{bank},{command.Row},",
                _ => $"{command.Cycle},{(command.Code == DramCommandKind.Read ? "RD" : "WR")},{bank},{command.Row},{command.Column}",
            }));
        }
    }

    private static void WriteRequests(Stream stream, DramCompletion[] completions, int[]? fileIndex)
    {
        using var writer = new StreamWriter(stream) { NewLine = "\n" };
        writer.WriteLine("idx,accept_cycle,done_cycle");
        for (int i = 0; i < completions.Length; i++)
            writer.WriteLine(FormattableString.Invariant($"{fileIndex?[i] ?? i},{completions[i].AcceptCycle},{completions[i].DoneCycle}"));
    }
}
