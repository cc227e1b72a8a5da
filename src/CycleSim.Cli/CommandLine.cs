using System.CommandLine;
using CycleSim.Cli.Commands;
using CycleSim.Cli.Commands.Device;
using CycleSim.Cli.Commands.Plot;
using CycleSim.Cli.Commands.Study;
using CycleSim.Cli.Commands.Trace;
using CycleSim.Cli.Commands.Train;
using CycleSim.Terminal;

namespace CycleSim.Cli;

/// <summary>The command `cyclesim`: the tree of its commands.</summary>
internal static class CommandLine
{
    internal static int Run(string[] arguments) => TerminalProgram.Run("cyclesim", arguments, Build);

    internal static RootCommand Build() => new("CycleSim: training accelerators with SRAM and STT-MRAM scratchpads, cycle by cycle")
    {
        SimulateCommand.Create(),
        WorkloadCommand.Create(),
        ArrayCommand.Create(),
        SystolicCommand.Create(),
        DramReplayCommand.Create(),
        TraceCommand.Create(),
        PlotCommand.Create(),
        DeviceCommand.Create(),
        TrainCommand.Create(),
        CompareCommand.Create(),
        SweepCommand.Create(),
        ReproduceCommand.Create(),
        OptimizeCommand.Create(),
        ModelsCommand.Create(),
    };
}
