using System.CommandLine;
using CycleSim.Cli.Commands;
using CycleSim.Cli.Commands.Completion;
using CycleSim.Cli.Commands.Device;
using CycleSim.Cli.Commands.Gemm;
using CycleSim.Cli.Commands.Help;
using CycleSim.Cli.Commands.Plot;
using CycleSim.Cli.Commands.Reliability;
using CycleSim.Cli.Commands.Study;
using CycleSim.Cli.Commands.Trace;
using CycleSim.Cli.Commands.Train;
using CycleSim.Terminal;

namespace CycleSim.Cli;

/// <summary>The command `cyclesim`: the tree of its commands.</summary>
internal static class CommandLine
{
    private static readonly CommandEntry[] Commands =
    [
        new("simulate", "One training step: cycles, accesses and energy by layer and pass", SimulateCommand.Create),
        new("diff", "What changed between two training steps, by cause, component and layer", DiffCommand.Create),
        new("workload", "What a training step consists of: layers, matrix products, tensors", WorkloadCommand.Create),
        new("array", "Area, latency, energy and leakage of a memory array", ArrayCommand.Create),
        new("systolic", "Cycles of one matrix product on a systolic array", SystolicCommand.Create),
        new("gemm", "One matrix product in tiles between DRAM and on-chip buffers", GemmCommand.Create),
        new("dram", "Replay a request trace on DRAM: commands, latencies, energy", DramReplayCommand.Create),
        new("trace", "Look into, convert, compare and replay recorded traces", TraceCommand.Create),
        new("plot", "Pictures of traces and results: timeline, heat map, roofline, energy", PlotCommand.Create),
        new("device", "The magnetic tunnel junction: switching, write errors, retention", DeviceCommand.Create),
        new("reliability", "Codes, verified writes, write termination and scrubbing", ReliabilityCommand.Create),
        new("train", "Train a network while writes fail (program cyclesim-train)", TrainCommand.Create),
        new("account", "A training step as the source paper counts it, without cycles", AccountCommand.Create),
        new("compare", "Compare memories at equal capacity or equal area", CompareCommand.Create),
        new("sweep", "A grid of training steps, here or as jobs of a cluster", SweepCommand.Create),
        new("reproduce", "The tables and figures of the source paper, and its claims judged", ReproduceCommand.Create),
        new("validate", "Simulated and measured kernels, the error of each", ValidateCommand.Create),
        new("codesign", "The cheapest memory of each scratchpad that still trains", CodesignCommand.Create) { FormerName = "optimize" },
        new("models", "Shipped machines, memories, DRAM parts, devices and networks", ModelsCommand.Create),
        new("completion", "A script that completes commands and options in a shell", () => CompletionCommand.Create(Build)),
        new("help", "What a command does and which options it has", () => HelpCommand.Create(BuildFor, Run)),
    ];

    internal static int Run(string[] arguments)
    {
        const string program = "cyclesim";
        return CommandList.Of(arguments, Commands) is { } text
            ? TerminalProgram.Print(program, text)
            : TerminalProgram.Run(program, arguments, () => BuildFor(arguments));
    }

    /// <summary>All commands.</summary>
    internal static RootCommand Build() => Build(entry => entry.Create());

    /// <summary>
    /// The command that the first argument names, or the names of all when it names none: making the options of all takes longer than many
    /// a run.
    /// </summary>
    internal static RootCommand BuildFor(string[] arguments)
    {
        string? first = arguments.FirstOrDefault();
        foreach (CommandEntry entry in Commands)
            if (first is not null && (entry.Name == first || entry.FormerName == first))
                return new RootCommand(CommandList.Title) { entry.Create() };
        return Build(entry => new Command(entry.Name, entry.Summary));
    }

    private static RootCommand Build(Func<CommandEntry, Command> create)
    {
        var root = new RootCommand(CommandList.Title);
        foreach (CommandEntry entry in Commands)
            root.Add(create(entry));
        return root;
    }
}
