using System.CommandLine;
using CycleSim.Cli.Commands;
using CycleSim.Cli.Commands.Device;
using CycleSim.Cli.Commands.Gemm;
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
    private static readonly (string Name, Func<Command> Create)[] Commands =
    [
        ("simulate", SimulateCommand.Create),
        ("diff", DiffCommand.Create),
        ("workload", WorkloadCommand.Create),
        ("array", ArrayCommand.Create),
        ("systolic", SystolicCommand.Create),
        ("gemm", GemmCommand.Create),
        ("dram", DramReplayCommand.Create),
        ("trace", TraceCommand.Create),
        ("plot", PlotCommand.Create),
        ("device", DeviceCommand.Create),
        ("reliability", ReliabilityCommand.Create),
        ("train", TrainCommand.Create),
        ("account", AccountCommand.Create),
        ("compare", CompareCommand.Create),
        ("sweep", SweepCommand.Create),
        ("reproduce", ReproduceCommand.Create),
        ("validate", ValidateCommand.Create),
        ("codesign", CodesignCommand.Create),
        ("models", ModelsCommand.Create),
    ];

    internal static int Run(string[] arguments) => TerminalProgram.Run("cyclesim", arguments, () => BuildFor(arguments));

    /// <summary>All commands.</summary>
    internal static RootCommand Build() => Build(_ => true);

    /// <summary>
    /// The command that the first argument names, or all when it names none: making the options of all takes longer than many a run.
    /// </summary>
    internal static RootCommand BuildFor(string[] arguments)
    {
        string? first = arguments.FirstOrDefault();
        return Array.Exists(Commands, command => command.Name == first) ? Build(name => name == first) : Build();
    }

    private static RootCommand Build(Predicate<string> isWanted)
    {
        var root = new RootCommand("CycleSim: training accelerators with SRAM and STT-MRAM scratchpads, cycle by cycle");
        foreach ((string name, Func<Command> create) in Commands)
            if (isWanted(name))
                root.Add(create());
        return root;
    }
}
