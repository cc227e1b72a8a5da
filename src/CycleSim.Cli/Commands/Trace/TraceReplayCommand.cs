using System.CommandLine;
using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Replay;
using CycleSim.Arrays.Models;
using CycleSim.Cli.Arguments;
using CycleSim.Cli.Output;
using CycleSim.Dram;
using CycleSim.Dram.Control;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Replay;
using CycleSim.Dram.Requests;
using CycleSim.Platform;
using CycleSim.Platform.Processes;
using CycleSim.Terminal;
using CycleSim.Terminal.Options;
using CycleSim.Traces;
using CycleSim.Traces.Requests;

namespace CycleSim.Cli.Commands.Trace;

/// <summary>`cyclesim trace replay`: drives the memory system from a trace.</summary>
internal static class TraceReplayCommand
{
    private static readonly Argument<string> File = TraceArguments.File("A .cst trace, or DRAM requests of another program, plain, " +
        $"gzip or Zstandard: {RequestFormats.Names}");

    private static readonly ChoiceOption<bool> IsOpen = new OptionSpec("--loop", "What stays of the trace")
    {
        Since = "0.2",
        FormerNames = [new("--mode")],
    }.ChoiceWithDefault(
        false,
        new("closed", false, "order and dependencies; times are simulated again"),
        new("open", true, "times; contention is reported"));

    private static readonly Option<string?> Memory = CommandOptions.Memory.Optional<string?>();

    private static readonly Option<string?> Capacity = CommandOptions.Capacity.Optional<string?>();

    private static readonly Option<string?> Machine = CommandOptions.Machine.Optional<string?>();

    private static readonly Option<string?> Part = CommandOptions.Dram.Optional<string?>();

    private static readonly Option<string?> Json = SharedOptions.Json.Optional<string?>();

    internal static Command Create()
    {
        var command = new Command(
            "replay",
            "Drive the memory system from a trace. Without other options a .cst trace is replayed on what it was recorded on, which " +
            "gives the\n" +
            "recorded cycles, counts and energy again; --memory, --capacity (the recorded one, if left out) and --machine say what else " +
            "to try.\n" +
            "Which tensors and tiles are on-chip when stays as recorded; where tiles overlap, who waits for what is found again.\n" +
            "Requests of other programs are replayed on the part --dram, without it " +
            $"{RequestArguments.DefaultPart}.\n\n" +
            "Example: cyclesim trace replay step.cst --memory sram --capacity 48MiB")
        {
            File, IsOpen, Memory, Capacity, Machine, Part, RequestArguments.Order, RequestArguments.Format, Json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        string path = parsed.GetRequiredValue(File);
        JsonOutput output = JsonOutput.Of(parsed, Json, path);
        bool isOpen = IsOpen.Of(parsed);
        if (TraceArguments.Guard(path, () => TraceFile.IsTrace(path)))
            return ReplayRun(parsed, path, isOpen, output);
        foreach (Option<string?> option in new[] { Memory, Capacity, Machine })
            if (parsed.GetValue(option) is not null)
                throw new InputException($"{option.Name}: goes with .cst traces; " +
                    "requests of other programs are replayed on the DRAM that --dram names");
        ReplayRequests(parsed, path, isOpen, output);
        return ExitCode.Done;
    }

    private static int ReplayRun(ParseResult parsed, string path, bool isOpen, JsonOutput output)
    {
        if (parsed.GetValue(Part) is { } part)
            throw new InputException($"--dram {part}: goes with traces of other programs; a .cst trace takes another DRAM with --machine");
        if (parsed.GetValue(RequestArguments.Order) is { } order)
            throw new InputException($"--order {order}: goes with traces of other programs; the records of a .cst trace are in order");
        if (parsed.GetValue(RequestArguments.Format) is { } format)
            throw new InputException($"--format {format}: goes with traces of other programs; this is a .cst trace");
        using TraceFile file = TraceArguments.Open(path);
        ReplayTarget target = Target(parsed, file);
        using var interrupt = new InterruptToken();
        if (isOpen)
        {
            ReplayTables.Print(
                ProgressLine.Run("components", report => OpenLoopReplay.Run(file, target, report, interrupt.Token)), target, output);
        }
        else
        {
            ReplayTables.Print(
                ProgressLine.Run("operations", report => ClosedLoopReplay.Run(file, target, report, interrupt.Token)), file, output);
        }

        return ExitCode.Done;
    }

    private static ReplayTarget Target(ParseResult parsed, TraceFile file)
    {
        ReplayTarget target = ReplayTarget.Recorded(file);
        if (parsed.GetValue(Machine) is { } machine)
            target = target.With(MachineLoader.Load(machine));
        if (parsed.GetValue(Memory) is not { } memory)
        {
            return parsed.GetValue(Capacity) is { } alone
                ? throw new InputException($"--capacity {alone}: name the technology too, with --memory (recorded: {file.Header.Memory})")
                : target;
        }

        long capacity = parsed.GetValue(Capacity) is { } text ? OptionValue.Bytes(Capacity.Name, text) : (long)file.Header.CapacityBytes;
        return target.With(MemoryTechnologyLoader.Load(memory), capacity);
    }

    private static void ReplayRequests(ParseResult parsed, string path, bool isOpen, JsonOutput output)
    {
        DramSpec part = DramLoader.Load(parsed.GetValue(Part) ?? RequestArguments.DefaultPart);
        ForeignRequests trace = RequestArguments.Read(
            path, part, RequestArguments.Order.Of(parsed, RequestOrder.Checked), RequestArguments.Format.Of(parsed, null));
        DramRequest[] requests = (isOpen ? trace.List : trace.List.AtOnce()).Requests;
        var system = new DramSystem(part, DramPolicy.Default);
        var statistics = new ReplayStatistics();
        ProgressLine.Run("requests", report => new DramReplay(system, statistics).Run(
            new CountedRequests(new RequestArray(requests), requests.Length, report)));
        DramTables.Print(
            part, [.. DramReport.Columns(system, statistics), .. RequestArguments.Columns(trace)],
            output);
    }
}
