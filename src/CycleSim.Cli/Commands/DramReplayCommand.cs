using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CycleSim.Accelerator.Replay;
using CycleSim.Configuration;
using CycleSim.Dram;
using CycleSim.Kernel;
using CycleSim.Terminal;
using CycleSim.Traces.Requests;

namespace CycleSim.Cli.Commands;

/// <summary>`cyclesim dram`: replays a request trace on a DDR3 channel, command by command.</summary>
internal static class DramReplayCommand
{
    private const int ShownViolations = 20;

    private static readonly Option<string> Trace = new("--trace") { Description = "Requests, plain or .gz: CSV cycle,op,addr (addr hexadecimal with 0x, else decimal) or a gem5 packet trace", Required = true };

    private static readonly Option<string> Policy = new("--policy")
    {
        Description = "default, or dramsim3 for what DRAMsim3 issues, command for command",
        DefaultValueFactory = _ => DramPolicy.Default.Name,
    };

    private static readonly Option<string> Part = new("--part")
    {
        Description = "DRAM part: a shipped name or a .json file",
        DefaultValueFactory = _ => RequestArguments.DefaultPart,
    };

    private static readonly Option<string?> Commands = new("--commands") { Description = "Write every command to a CSV file" };

    private static readonly Option<string?> Requests = new("--requests") { Description = "Write acceptance and completion of every request to a CSV file" };

    private static readonly Option<string?> Order = RequestArguments.Order();

    private static readonly Option<bool> Check = new("--check") { Description = "Check the commands against the constraint table; violations end with exit code 1" };

    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON" };

    internal static Command Create()
    {
        var command = new Command(
            "dram",
            "Replay a request trace on a DDR3 channel and report commands, latencies and energy.\n\n" +
            "Example: cyclesim dram --trace requests.csv.gz --policy dramsim3 --commands commands.csv --check")
        {
            Trace, Policy, Part, Order, Commands, Requests, Check, Json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        string policyName = parsed.GetRequiredValue(Policy);
        DramPolicy policy = DramPolicy.All.FirstOrDefault(policy => policy.Name == policyName)
            ?? throw new InputException($"--policy {policyName}: allowed are {string.Join(", ", DramPolicy.All.Select(policy => policy.Name))}");
        OutputFile.CheckDistinct(parsed.GetRequiredValue(Trace), parsed.GetValue(Commands), parsed.GetValue(Requests));
        foreach (string file in new[] { parsed.GetValue(Commands), parsed.GetValue(Requests) }.OfType<string>())
            OutputFile.Check(file);
        CheckOneOnStandardOutput(parsed);
        DramSpec spec = DramLoader.Load(parsed.GetRequiredValue(Part));
        ForeignRequests trace = RequestArguments.Read(
            parsed.GetRequiredValue(Trace), spec, parsed.GetValue(Order),
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
        if (StreamedOptions(parsed).Length == 0)
            Print(
                [.. DramReport.Columns(spec, requests, completions, controller.Totals), .. RequestArguments.Columns(trace)], parsed.GetRequiredValue(Json));
        return parsed.GetRequiredValue(Check) ? Report(JedecChecker.Check(spec, commands), commands.Count) : ExitCode.Done;
    }

    /// <summary>Two outputs in one stream could be told apart by nobody.</summary>
    private static void CheckOneOnStandardOutput(ParseResult parsed)
    {
        string[] streams = [.. StreamedOptions(parsed), .. parsed.GetRequiredValue(Json) ? [Json.Name] : Array.Empty<string>()];
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

    internal static void Print(IReadOnlyList<(string Name, object? Value)> columns, bool asJson)
    {
        if (asJson)
        {
            var values = columns.ToDictionary(column => column.Name, column => column.Value);
            Console.WriteLine(JsonSerializer.Serialize(values, JsonIndented));
            return;
        }

        var table = new TextTable(("quantity", false), ("value", true));
        foreach ((string name, object? value) in columns)
            table.Add(name, value is null ? "" : ((IFormattable)value).ToString(value is long ? "0" : "0.####", CultureInfo.InvariantCulture));
        table.Print();
    }

    private static readonly JsonSerializerOptions JsonIndented = new() { WriteIndented = true };
}
